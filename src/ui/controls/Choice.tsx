import { type ReactNode, useId } from 'react';

/** A labelled menu: the label stands above in small type, the browser draws the rest. */
export function Choice({
  label,
  value,
  onChange,
  children,
  size = 'usual',
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
  size?: 'small' | 'usual' | 'wide';
}) {
  const id = useId();
  return (
    <div className={`choice ${size}`}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </select>
    </div>
  );
}
