import { fieldTable } from '../field.ts';

/** packet-http.c, packet-dns.c. */
export const APPLICATION_FIELDS = fieldTable(`
  http p Hypertext Transfer Protocol
  http.chat n Formatted text
  http.request b Request
  http.response b Response
  http.request_number d4 Request number
  http.response_number d4 Response number
  http.request.method s Request Method
  http.request.uri s Request URI
  http.request.uri.path s Request URI Path
  http.request.uri.query s Request URI Query
  http.request.uri.query.parameter s Request URI Query Parameter
  http.request.version s Request Version
  http.request.full_uri s Full request URI
  http.request.line s Request line
  http.response.version s Response Version
  http.response.code d2 Status Code
  http.response.code.desc s Status Code Description
  http.response.phrase s Response Phrase
  http.response.line s Response line
  http.response_for.uri s Request URI
  http.host s Host
  http.user_agent s User-Agent
  http.accept s Accept
  http.accept_encoding s Accept Encoding
  http.accept_language s Accept-Language
  http.connection s Connection
  http.cookie s Cookie
  http.referer s Referer
  http.date s Date
  http.server s Server
  http.location s Location
  http.cache_control s Cache-Control
  http.content_type s Content-Type
  http.content_length_header s Content-Length
  http.content_length d8 Content length
  http.content_encoding s Content-Encoding
  http.transfer_encoding s Transfer-Encoding
  http.x_forwarded_for s X-Forwarded-For
  http.unknown_header s Unknown header
  http.file_data s File Data
  http.time rt Time since request
  http.request_in fn Request in frame
  http.response_in fn Response in frame
  http.next_request_in fn Next request in frame
  http.next_response_in fn Next response in frame
  http.prev_request_in fn Prev request in frame
  http.prev_response_in fn Prev response in frame
  dns p Domain Name System
  dns.id x2 Transaction ID
  dns.flags x2 Flags
  dns.flags.response b Response
  dns.flags.opcode d2 Opcode
  dns.flags.authoritative b Authoritative
  dns.flags.truncated b Truncated
  dns.flags.recdesired b Recursion desired
  dns.flags.recavail b Recursion available
  dns.flags.z b Z
  dns.flags.authenticated b Answer authenticated
  dns.flags.checkdisable b Non-authenticated data
  dns.flags.rcode d2 Reply code
  dns.count.queries d2 Questions
  dns.count.answers d2 Answer RRs
  dns.count.auth_rr d2 Authority RRs
  dns.count.add_rr d2 Additional RRs
  dns.qry.name s Name
  dns.qry.name.len d2 Name Length
  dns.count.labels d2 Label Count
  dns.qry.type d2 Type
  dns.qry.class x2 Class
  dns.resp.name s Name
  dns.resp.type d2 Type
  dns.resp.class x2 Class
  dns.resp.ttl d4 Time to live
  dns.resp.len d4 Data length
  dns.a ip Address
  dns.aaaa s AAAA Address
  dns.cname s CNAME
  dns.ptr.domain_name s Domain Name
  dns.response_to fn Request In
  dns.response_in fn Response In
  dns.time rt Time
  dns.retransmit_request n DNS query retransmission
  dns.retransmit_response n DNS response retransmission
  dns.unsolicited b Unsolicited
  dns.retransmission b Retransmission
  dns.retransmit_request_in fn Retransmitted request. Original request in
  dns.retransmit_response_in fn Retransmitted response. Original response in
`);
