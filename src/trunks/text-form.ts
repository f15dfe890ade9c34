/**
 * What a text looks like, as far as a description of the interface can say it. It stands beside the parser that
 * decides and is made of the same parts; the parser may refuse more (a number that its country does not have).
 */
export interface TextForm {
  /** In a sentence, for people who write a request. */
  readonly description?: string;
  /** A regular expression that both ECMAScript and Python understand. */
  readonly pattern?: string;
  /** The kind of text, where a pattern says too little of it. */
  readonly format?: 'e164' | 'sip-address' | 'sip-address-with-port' | 'ip-network' | 'country-code' | 'uri';
  /** In characters, not in UTF-16 units. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** All texts that there are. */
  readonly enum?: readonly string[];
  readonly examples?: readonly string[];
}
