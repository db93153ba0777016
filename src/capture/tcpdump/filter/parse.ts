import { parseRelation, startsRelation } from './arithmetic-parser.ts';
import { eitherProtocol, isOperator, isRelation } from './arithmetic.ts';
import { TokenCursor } from './cursor.ts';
import { FilterFault, syntaxError } from './fault.ts';
import { dottedTest, etherTest, nameTest, numberTest, prefixTest } from './identifiers.ts';
import {
  and,
  geneveTest,
  insideGeneve,
  ip6Protocol,
  ipProtocol,
  LINK_TYPE,
  linkType,
  not,
  or,
  SCTP,
  type Side,
} from './primitives.ts';
import { ADDRESS_KINDS, type AddressKind, PROTOCOLS, type Qualifier, UNQUALIFIED } from './qualifier.ts';
import { specialTest, type Surroundings } from './special.ts';
import { tokensOf } from './token.ts';
import { type FindGround, groundOf, type Test } from './view.ts';

/** A test, and the qualifier that addresses after it inherit: `port 80 or 443`. */
interface Parsed {
  readonly test: Test;
  readonly qualifier: Qualifier;
}

/** Protocols by which IP carries others; the list says in which IP they are looked for (gencode.c gen_proto_abbrev). */
const CARRIED: ReadonlyMap<string, readonly [number: number, where: 'ip' | 'ip6' | 'either']> = new Map([
  ['tcp', [6, 'either']],
  ['udp', [17, 'either']],
  ['sctp', [SCTP, 'either']],
  ['icmp', [1, 'ip']],
  ['igmp', [2, 'ip']],
  ['pim', [103, 'either']],
  ['vrrp', [112, 'ip']],
  ['icmp6', [58, 'ip6']],
  ['ah', [51, 'either']],
  ['esp', [50, 'either']],
]);

/** The test of an expression; an empty one takes everything. Throws FilterFault. */
export function parseExpression(expression: string, around: Surroundings): Test {
  const cursor = new TokenCursor(tokensOf(expression));
  if (cursor.ended) return () => true;
  const { test } = new Parser(cursor, around).expression(UNQUALIFIED);
  if (!cursor.ended) throw syntaxError();
  return test;
}

/**
 * The grammar of pcap-filter.7 (libpcap grammar.y). `and` and `or` bind equally and to the left, `not` binds tighter.
 * An address without qualifiers takes those of what stands before it.
 */
class Parser {
  readonly #cursor: TokenCursor;
  readonly #around: Surroundings;
  /** Behind `geneve`, all tests are about the inner frame. */
  #ground: FindGround;

  constructor(cursor: TokenCursor, around: Surroundings) {
    this.#cursor = cursor;
    this.#around = around;
    const ground = groundOf(around.linktype);
    this.#ground = () => ground;
  }

  expression(before: Qualifier): Parsed {
    let left = this.#term(before);
    for (let join = this.#join(); join !== null; join = this.#join()) {
      const right = this.#startsAddress() ? this.#address(left.qualifier) : this.#term(left.qualifier);
      left = { test: join(left.test, right.test), qualifier: right.qualifier };
    }
    return left;
  }

  #join(): ((a: Test, b: Test) => Test) | null {
    if (this.#cursor.accept('and')) return and;
    return this.#cursor.accept('or') ? or : null;
  }

  /** Whether an address follows that inherits its qualifiers, behind any `not` and parentheses. */
  #startsAddress(): boolean {
    let [ahead, depth] = [0, 0];
    for (; ['not', '('].includes(this.#cursor.text(ahead)); ahead++) if (this.#cursor.text(ahead) === '(') depth++;
    const token = this.#cursor.peek(ahead);
    if (token?.kind !== 'number') return ['name', 'address', 'mac'].includes(token?.kind ?? '');
    let next = ahead + 1;
    for (; depth > 0 && this.#cursor.text(next) === ')'; depth--) next++;
    const text = this.#cursor.text(next);
    return !isOperator(text) && !isRelation(text);
  }

  #term(before: Qualifier): Parsed {
    const cursor = this.#cursor;
    if (cursor.accept('not')) {
      const { test, qualifier } = this.#term(before);
      return { test: not(test), qualifier };
    }
    if (startsRelation(cursor)) return unqualified(parseRelation(cursor, this.#ground));
    if (cursor.accept('(')) {
      const { test } = this.expression(before);
      cursor.expect(')');
      return { test, qualifier: before };
    }
    if (cursor.accept('geneve')) return unqualified(this.#geneve());
    const protocol = PROTOCOLS.has(cursor.text()) ? cursor.expectKind('word').text : null;
    const side = this.#side();
    const kind = this.#kind(side);
    if (side !== null || kind !== null) return this.#address({ protocol, side, kind: kind ?? 'default' });
    return unqualified(this.#special(protocol));
  }

  /** Keywords without an address. */
  #special(protocol: string | null): Test {
    const cursor = this.#cursor;
    const keyword = cursor.text();
    const special = keyword === 'broadcast' || keyword === 'multicast';
    if (protocol !== null && !special) return this.#protocol(protocol);
    cursor.take();
    const test = specialTest(keyword, protocol, cursor, this.#ground, this.#around);
    if (test === null) throw syntaxError();
    return test;
  }

  #protocol(name: string): Test {
    switch (name) {
      case 'ether':
        if (!this.#cursor.ended && !['and', 'or', ')'].includes(this.#cursor.text())) throw syntaxError();
        throw new FilterFault('link layer applied in wrong context');
      case 'ip':
      case 'arp':
      case 'rarp':
      case 'ip6':
        return linkType(this.#ground, LINK_TYPE[name]);
      default: {
        const [number, where] = CARRIED.get(name) ?? [0, 'either'];
        if (where === 'ip') return ipProtocol(this.#ground, number);
        return where === 'ip6' ? ip6Protocol(this.#ground, number) : eitherProtocol(this.#ground, number);
      }
    }
  }

  #geneve(): Test {
    const vni = this.#cursor.peek()?.kind === 'number' ? this.#cursor.number() : null;
    if (vni !== null && vni > 0xff_ffff) throw new FilterFault(`Geneve VNI ${vni} greater than maximum ${0xff_ffff}`);
    const outer = this.#ground;
    this.#ground = insideGeneve(outer, vni);
    return geneveTest(outer, vni);
  }

  /** `src`, `dst`, `src or dst`, `dst and src`. */
  #side(): Side | null {
    const cursor = this.#cursor;
    const first = cursor.text();
    if (first !== 'src' && first !== 'dst') return null;
    cursor.take();
    const [join, second] = [cursor.text(), cursor.text(1)];
    if ((join !== 'and' && join !== 'or') || second !== (first === 'src' ? 'dst' : 'src')) return first;
    cursor.take();
    cursor.take();
    return join === 'or' ? 'either' : 'both';
  }

  #kind(side: Side | null): AddressKind | null {
    const text = this.#cursor.text();
    if (!ADDRESS_KINDS.has(text)) return null;
    if (text === 'proto' && side !== null) throw syntaxError();
    this.#cursor.take();
    return text as AddressKind;
  }

  /** Addresses, numbers and names, alone or in parentheses with `and`, `or` and `not` between them. */
  #address(qualifier: Qualifier): Parsed {
    const cursor = this.#cursor;
    if (cursor.accept('not')) return { test: not(this.#address(qualifier).test), qualifier };
    if (!cursor.accept('(')) return { test: this.#single(qualifier), qualifier };
    let { test } = this.#address(qualifier);
    for (let join = this.#join(); join !== null; join = this.#join()) test = join(test, this.#address(qualifier).test);
    cursor.expect(')');
    return { test, qualifier };
  }

  #single(qualifier: Qualifier): Test {
    const cursor = this.#cursor;
    const token = cursor.take();
    switch (token.kind) {
      case 'name':
        return nameTest(this.#ground, qualifier, token.text, this.#around.addressesOf);
      case 'mac':
        return etherTest(this.#ground, qualifier, token.text, this.#around.linktype !== 1);
      case 'number':
        return numberTest(this.#ground, qualifier, token.value);
      case 'address':
        if (cursor.accept('/')) return prefixTest(this.#ground, qualifier, token.text, cursor.number());
        if (cursor.accept('mask'))
          return prefixTest(this.#ground, qualifier, token.text, cursor.expectKind('address').text);
        return dottedTest(this.#ground, qualifier, token.text);
      default:
        throw syntaxError();
    }
  }
}

function unqualified(test: Test): Parsed {
  return { test, qualifier: UNQUALIFIED };
}
