/** One request and its response. */
export interface HttpExchange {
  readonly requestFrame: number | null;
  readonly requestTime: bigint;
  readonly fullUri: string | null;
  readonly method: string;
  responseFrame: number | null;
}

/** The requests and responses of one TCP conversation (packet-http.h http_conv_t). */
export interface HttpConversation {
  exchanges: HttpExchange[];
  requests: number;
  responses: number;
}
