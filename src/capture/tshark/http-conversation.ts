/** One request and its response. */
export interface HttpExchange {
  readonly requestFrame: number | null;
  readonly requestTime: bigint;
  responseFrame: number | null;
}

/** The requests and responses of one TCP conversation (packet-http.h http_conv_t). */
export interface HttpConversation {
  readonly exchanges: HttpExchange[];
  /** Of the last request. */
  fullUri: string | null;
  method: string;
}
