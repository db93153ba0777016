/** As much of gifenc as we use: it comes without types. */
declare module 'gifenc' {
  interface FrameOptions {
    readonly palette?: readonly (readonly [number, number, number])[];
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** Milliseconds. */
    readonly delay?: number;
    /** -1: once. */
    readonly repeat?: number;
    /** 1: the next frame is painted over this one. */
    readonly dispose?: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
    bytesView(): Uint8Array;
  }
  /** Where all names are, for those who see no single ones. */
  const whole: { readonly GIFEncoder: () => Encoder };
  export default whole;
  export const GIFEncoder: (() => Encoder) | undefined;
}
