/** Fed in slices, so that a stream which is given up has not been unpacked further than a few chunks. */
const SLICE = 256;

export type Inflated =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** `seen`: bytes that were unpacked before it was given up. */
  | { readonly kind: 'too-big'; readonly seen: number }
  | { readonly kind: 'broken' };

/** Deflate without a header (RFC 1951), by the platform. */
export async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** Unpacks a stranger's bytes up to `limit` and no further: 1 byte may stand for a thousand. */
export async function inflated(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const [reader, writer] = [readable.getReader(), writable.getWriter()];
  // Its errors are those of the reader.
  void feed(writer, bytes).catch(() => undefined);
  const chunks: Uint8Array[] = [];
  let seen = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'bytes', bytes: joined(chunks, seen) };
      seen += value.length;
      if (seen > limit) {
        await Promise.allSettled([reader.cancel(), writer.abort()]);
        return { kind: 'too-big', seen };
      }
      chunks.push(value);
    }
  } catch {
    return { kind: 'broken' };
  }
}

async function feed(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let at = 0; at < bytes.length; at += SLICE) await writer.write(bytes.subarray(at, at + SLICE));
  await writer.close();
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
