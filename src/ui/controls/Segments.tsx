import { useId } from 'react';

/** A few choices side by side, one of them on: radio buttons that look like what they are for. */
export function Segments({
  value,
  options,
  onChange,
}: {
  value: string;
  options: readonly { readonly value: string; readonly word: string }[];
  onChange: (value: string) => void;
}) {
  const name = useId();
  return (
    <div className="mode-options">
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'on' : ''}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.word}</span>
        </label>
      ))}
    </div>
  );
}
