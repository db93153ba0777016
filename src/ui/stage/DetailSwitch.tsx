import { useId } from 'react';
import { DETAILS, nextDetail } from '../../scene/detail.ts';
import { useIntents, useView, useWords } from '../store.ts';

/** The three levels of detail: side by side where there is room, else one button that goes round. */
export function DetailSwitch() {
  const words = useWords().stage.detail;
  const detail = useView((view) => view.detail);
  const { view } = useIntents();
  const name = useId();
  return (
    <>
      <fieldset className="detail-switch">
        <legend className="hidden-text">{words.title}</legend>
        {DETAILS.map((level) => (
          <label key={level} className={level === detail ? 'on' : ''}>
            <input type="radio" name={name} checked={level === detail} onChange={() => view({ detail: level })} />
            <span>{words.levels[level]}</span>
          </label>
        ))}
      </fieldset>
      <button type="button" className="detail-round" onClick={() => view({ detail: nextDetail(detail) })}>
        {words.levels[detail]}
        <span className="of">
          {' '}
          {detail}/{DETAILS.length}
        </span>
        <span className="hidden-text">. {words.title}</span>
      </button>
    </>
  );
}
