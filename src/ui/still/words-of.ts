import { tell } from '../../i18n/tell.ts';
import { transcriptWords } from '../../i18n/transcript-words.ts';
import { packetVerdictAt } from '../../scene/moment.ts';
import { pictureCaption, type PictureCaption } from '../../scene/picture-caption.ts';
import { eventAt } from '../../scene/packets.ts';
import { focusOf } from '../../scene/stage.ts';
import { titleOf } from '../../scene/transcript-head.ts';
import type { About } from '../../export/svg/sheet.ts';
import type { PictureRequest } from './request.ts';

/** The name of the program, as it signs its pictures. */
const NAME = 'Hopscope';

interface Said {
  readonly title: string;
  readonly sentence: string;
  readonly run: string;
  readonly lost: boolean;
}

/** What a moment is called, what happens in it, and in which run. */
function saidAt({ trace, at, words, lang }: PictureRequest): Said {
  const event = eventAt(at);
  const here = trace.events[event];
  const story = here === undefined ? null : tell(here, trace, words.story);
  const verdict = packetVerdictAt(trace, focusOf(trace, event), event);
  return {
    title: story?.title ?? '',
    sentence: story?.sentence ?? '',
    run: titleOf(trace, transcriptWords(lang)),
    lost: verdict !== 'pending' && verdict !== 'delivered',
  };
}

/** The caption under a picture of this size. */
export function captionOf(request: PictureRequest, width: number, y: number): PictureCaption {
  return pictureCaption({ ...saidAt(request), name: NAME }, width, y);
}

/** What the file says about itself. */
export function aboutOf(request: PictureRequest): About {
  const { title, sentence, run } = saidAt(request);
  const { at, lang, theme, detail, size, link } = request;
  return {
    lang,
    title: `${title} · ${run}`,
    description: sentence,
    state: { format: 'hopscope-picture', version: 1, link, at, lang, theme, detail, size },
  };
}
