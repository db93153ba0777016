/** Three hops, and one that goes astray. */
export function Mark() {
  return (
    <svg viewBox="0 0 28 20" className="logo" aria-hidden="true" focusable="false">
      <path d="M3 15Q7 3 11 15Q15 3 19 15" />
      <path d="M19 15Q22 8 25 3" className="astray" />
      <circle cx="3" cy="15" r="2.4" />
      <circle cx="11" cy="15" r="2.4" />
      <circle cx="19" cy="15" r="2.4" />
    </svg>
  );
}
