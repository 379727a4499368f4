/** What the whole page is about. */
export interface Asked {
  programme: string;
  from: string;
  to: string;
  teamId?: string;
}
