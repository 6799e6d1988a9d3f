/** An export or a move that cannot be done; the message tells the operator why, and what to do. */
export class MoveError extends Error {
  override readonly name = 'MoveError';
}
