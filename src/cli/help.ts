/** `walk --help`. */
export const HELP = `walk: one packet walk through a lab, in the terminal.

  npm run -s walk -- --from POD|NODE --to POD|IP|SERVICE[@NODE] [options]

Who, whom, what
  --from POD|NODE        a pod, the beginning of a pod's name, NAME@NODE, a node, or the router
                         (default: the lab's client pod)
  --to TARGET            a pod, a node, the router, a service (by DNS from a pod, by ClusterIP from a node),
                         SERVICE@NODE for the pod of that service on that node, HOST:DEVICE, or any address
  --app curl|ping|dns|traceroute|tracepath|nc
                         (default: ping)
  --count N              how many (default: 1)
  --port N               of curl and nc (default: the service's, else 80)
  --connect-timeout S    of curl and nc, in seconds

The lab
  --lab FILE             a lab file, JSON or YAML (default: the lab of cilium-study week 4)
  --mode native|vxlan|geneve
                         (default: as in the lab file)
  --router lab           as in the lab file (default)
  --router no-default    without its default route
  --router static        with a route to every node's pods
  --router static:PREFIX[,PREFIX...]
                         with routes to these pods only
  --set KEY=VALUE        any setting of the lab file's "cilium" part, "seed", or "neighbours"; may be repeated:
                         --set endpointRoutes=true --set hostRouting=legacy --set socketLB=false

What to print
  --print text           every event, one line each (default)
  --print path           every packet with its hops
  --print hops           one JSON object per packet: the hops as ids of the path table (tests/paths)
  --print json           the whole trace (format hopscope-trace/1)
  --print transcript     the run as the page tells it: every event as a sentence, with its lookups and sources
  --print markdown       the same with headings and lists
  --print pcap           a capture, with --tap; pcapng when there are several taps
  --tap NODE:DEVICE|NODE:any
                         where the capture listens; may be repeated
  -o FILE, --out FILE    write there instead of to the terminal
  --lang en|ko           language of transcripts and of messages about the lab file (default: the shell's)
  --help                 this text

Exit code: 0 when the walk could be computed, whatever became of the packets; 2 when an argument is wrong.
`;
