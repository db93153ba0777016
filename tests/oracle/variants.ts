import { ciliumDatapath } from '../../src/engine/cilium/datapath.ts';
import { ciliumDrop } from '../../src/engine/cilium/l3.ts';
import type { Datapath, Program } from '../../src/engine/datapath.ts';
import type { SimulateOptions } from '../../src/engine/simulate.ts';

/**
 * The recording's own programs drop what comes out of the tunnel for nobody; cil_from_overlay hands it to the host
 * (bpf/bpf_overlay.c, ipv4_host_delivery). Everything else is Cilium's datapath as it is.
 */
const withoutHostDelivery: Datapath = {
  ...ciliumDatapath,
  attached(device, direction, settings, world) {
    const program = ciliumDatapath.attached(device, direction, settings, world);
    return program?.name === 'cil_from_overlay' ? dropping(program) : program;
  },
};

function dropping(program: Program): Program {
  return {
    ...program,
    run(ctx, packet) {
      const decision = program.run(ctx, packet);
      if (decision.hop !== 'VX.INH') return decision;
      return {
        packet,
        verdict: { kind: 'drop', reason: ciliumDrop('Local host is unreachable') },
        hop: 'VX.DROP',
        tails: decision.tails,
      };
    },
  };
}

/** Cases whose recording ran programs that differ from Cilium's in one place. */
export const VARIANTS: Readonly<Record<string, SimulateOptions>> = {
  '14l-ebpf-no-such-pod': { datapath: withoutHostDelivery },
};
