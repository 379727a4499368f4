/** Something that the person at the console must mend: a whole sentence with its remedy. Nobody needs the stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
