/** Why a file cannot be imported at all; the message says where and what to do. */
export class SourceFault extends Error {
  override name = 'SourceFault';
}
