import { memo, useId } from 'react';
import type { TranscriptWords } from '../../i18n/transcript-words.ts';
import type { Chapter, Section } from '../../scene/transcript.ts';
import type { EventId } from '../../trace/events.ts';
import { EventItem } from './EventItem.tsx';
import './transcript.css';

interface Props {
  readonly chapters: readonly Chapter[];
  readonly words: TranscriptWords;
  /** The event on the stage; null on paper. */
  readonly current: EventId | null;
  readonly onPick: ((event: EventId) => void) | null;
}

/** Phases, in them packets, in them events: headings and ordered lists; no landmarks, there would be dozens. */
export function Chapters({ chapters, ...rest }: Props) {
  return (
    <div className="chapters">
      {chapters.map((chapter) =>
        chapter.title === null ? (
          <Sections key={chapter.key} sections={chapter.sections} level="h3" {...rest} />
        ) : (
          <section key={chapter.key}>
            <h3>{chapter.title}</h3>
            <Sections sections={chapter.sections} level="h4" {...rest} />
          </section>
        ),
      )}
    </div>
  );
}

interface SectionsProps extends Omit<Props, 'chapters'> {
  readonly sections: readonly Section[];
  readonly level: 'h3' | 'h4';
}

function Sections({ sections, current, ...rest }: SectionsProps) {
  return sections.map((section) => (
    <Packet
      key={section.key}
      section={section}
      // Only the section that has it renders anew when the reader moves on.
      current={section.events.some(({ id }) => id === current) ? current : null}
      ahead={current !== null && (section.events[0]?.id ?? 0) > current}
      {...rest}
    />
  ));
}

interface PacketProps extends Omit<SectionsProps, 'sections'> {
  readonly section: Section;
  readonly ahead: boolean;
}

const Packet = memo(function Packet({ section, level: Heading, words, current, ahead, onPick }: PacketProps) {
  const id = useId();
  return (
    <div className={`packet-events ${section.lost ? 'lost' : ''} ${ahead ? 'ahead' : ''}`}>
      <Heading id={id}>
        {section.title} {section.note === '' ? null : <span className="quiet">{section.note}</span>}
      </Heading>
      <ol className="events" aria-labelledby={id}>
        {section.events.map((event) => (
          <EventItem key={event.id} event={event} words={words} current={event.id === current} onPick={onPick} />
        ))}
      </ol>
    </div>
  );
});
