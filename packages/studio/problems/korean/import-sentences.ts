import type { Sentence } from './sentence.ts'

/** What an import of intents leaves out, and why nothing can be taken of a file. */
export const importSentences: readonly Sentence[] = [
  ['There is nothing to take in.', '가져올 것이 없습니다.'],
  ['No language, like "ko" or "pt-BR".', '언어가 아닙니다. "ko"나 "pt-BR"처럼 쓰세요.'],
  ['Another import is being read. Try again in a moment.', '다른 가져오기를 읽는 중입니다. 잠시 뒤에 다시 시도하세요.'],
  ['It is too much to be read in a minute. Split it.', '1분 안에 읽기에는 너무 많습니다. 나누어서 가져오세요.'],
  // What the solution says itself.
  ['The threshold {a}: here it is {b}.', '기준값 {a}은(는) 빠졌습니다. 여기서는 {b}입니다.'],
  ['The {A} "{a}": here it is "{b}".', '{A} "{a}"은(는) 빠졌습니다. 여기서는 "{b}"입니다.'],
  ['label', '부르는 이름'],
  ['answer', '답'],
  // Examples.
  ['An example is empty.', '예문 하나가 비어 있습니다.'],
  ['"{a}" has no word in it.', '"{a}"에 낱말이 없습니다.'],
  ['An example has {a} characters; it may have {b}.', '예문 하나가 {a}자입니다. {b}자까지 됩니다.'],
  ['There are more than {a} examples.', '예문이 {a}개보다 많습니다.'],
  ['{a} more were lost.', '그 밖에 {a}개가 더 빠졌습니다.'],
  // Tables.
  [
    'No columns are named "text" (or "utterance") and "intent".',
    '"text"(또는 "utterance")와 "intent"라는 열이 없습니다.',
  ],
  ['There are no rows.', '행이 없습니다.'],
  ['The {A} is missing.', '{A}이(가) 없습니다.'],
  ['intent', '의도'],
  ['"{a}" is no language.', '"{a}"은(는) 언어가 아닙니다.'],
  ['Its examples are of several types, which are left out.', '예문들의 Type이 서로 달라서 Type은 빠졌습니다.'],
  ['{a} has {b} rows; there may be {c}.', '{a}의 행이 {b}개입니다. {c}개까지 됩니다.'],
  ['{a} is no table: {b}', '{a}은(는) 표가 아닙니다: {b}'],
  ['{a}, line {b} is no JSON: {c}', '{a}의 {b}번째 줄이 JSON이 아닙니다: {c}'],
  // Rasa.
  ['It is no file of Rasa.', 'Rasa 파일이 아닙니다.'],
  ['It is no YAML that can be read.', '읽을 수 있는 YAML이 아닙니다.'],
  ['It is no JSON.', 'JSON이 아닙니다.'],
  ['An item is no intent, synonym, regex or lookup.', 'intent, synonym, regex, lookup 중 어느 것도 아닌 항목입니다.'],
  [
    '"{a}" is no intent, synonym, regex or lookup.',
    '"{a}"은(는) intent, synonym, regex, lookup 중 어느 것도 아닙니다.',
  ],
  ['"{a}" is what flows are here.', '"{a}"이(가) 하는 일은 여기서는 플로가 합니다.'],
  [
    '`examples: >` makes one sentence of all its lines. Write `examples: |`.',
    '`examples: >`는 모든 줄을 한 문장으로 만듭니다. `examples: |`로 쓰세요.',
  ],
  ['"{a}" does not begin with "- ".', '"{a}"이(가) "- "로 시작하지 않습니다.'],
  ['The pattern {a} cannot be taken: {A}.', '패턴 {a}은(는) 가져올 수 없습니다: {A}.'],
  ['it is empty', '비어 있습니다'],
  ['it has {a} characters and may have {b}', '{a}자인데 {b}자까지 됩니다'],
  ['it matches the empty text', '빈 글에도 맞습니다'],
  ['it cannot be read', '읽을 수 없습니다'],
  ['Of several answers the first was taken.', '여러 답 가운데 첫 번째만 가져왔습니다.'],
  ['{A} of stories and rules, which flows say.', '스토리와 규칙의 {A}. 여기서는 플로가 말합니다.'],
  ['It has no "rasa_nlu_data" with "common_examples".', '"common_examples"가 있는 "rasa_nlu_data"가 없습니다.'],
  [
    '"{a}" has marks that overlap or lie outside, which are left out.',
    '"{a}"에서 겹치거나 밖으로 나간 표시는 빠졌습니다.',
  ],
  ['"{a}" has no intent.', '"{a}"에 의도가 없습니다.'],
  ['The words of the lookup "{a}" are in another file.', 'lookup "{a}"의 낱말들이 다른 파일에 있습니다.'],
  // Dialogflow.
  [
    'What is said when nothing was understood is the port "else" here.',
    '알아듣지 못했을 때 하는 말은 여기서는 "else" 출구입니다.',
  ],
  ['The intent has no name.', '의도에 이름이 없습니다.'],
  [
    'It waits for a context; where it counts is for flows to say.',
    '컨텍스트를 기다리는 의도입니다. 어디서 쓰일지는 플로가 정합니다.',
  ],
  [
    'It follows another intent; where it counts is for flows to say.',
    '다른 의도에 이어지는 의도입니다. 어디서 쓰일지는 플로가 정합니다.',
  ],
  ['It calls a webhook, which is an action here.', '웹훅을 부릅니다. 여기서는 액션입니다.'],
  ['It is started by an event.', '이벤트로 시작되는 의도입니다.'],
  ['It asks for {A}, which a flow does here.', '물어보는 {A}이(가) 있습니다. 여기서는 플로가 묻습니다.'],
  ['An answer is no text, which flows say.', '글이 아닌 답입니다. 여기서는 플로가 말합니다.'],
  ['"{a}" needs parameters, which flows say.', '"{a}"에는 파라미터가 필요합니다. 여기서는 플로가 말합니다.'],
  ['Of {a} answers the first was taken.', '답 {a}개 가운데 첫 번째만 가져왔습니다.'],
  [
    'A template of a phrase was left out; write the sentences that it stands for.',
    '문장의 틀은 빠졌습니다. 그것이 나타내는 문장들을 쓰세요.',
  ],
  [
    'Words that were marked as @{a} are not marked any more: there is no such entity.',
    '@{a}(으)로 표시된 말에서 표시가 없어졌습니다. 그런 개체가 없습니다.',
  ],
  ['"{a}" is made of other entities.', '"{a}"은(는) 다른 개체들로 되어 있습니다.'],
  ['The intent has no training phrases.', '의도에 학습 문장이 없습니다.'],
  ['{A} with pages and answers: that is not understanding.', '페이지와 답이 있는 {A}: 이해가 아닙니다.'],
  ['{a} flow', '플로 {a}개'],
  ['{a} flows', '플로 {a}개'],
  ['{a} response', '답 {a}개'],
  ['{a} responses', '답 {a}개'],
  ['{a} parameter', '파라미터 {a}개'],
  ['{a} parameters', '파라미터 {a}개'],
  // Which format it has.
  [
    'An agent of Dialogflow is a zip or a folder; {a} is neither.',
    'Dialogflow 에이전트는 zip이나 폴더인데 {a}은(는) 둘 다 아닙니다.',
  ],
  [
    'A table is CSV, TSV, JSON or JSON lines, by the name of the file; {a} is none.',
    '표는 파일 이름이 CSV, TSV, JSON, JSON lines의 것인데 {a}은(는) 아닙니다.',
  ],
  [
    'A file of Rasa is YAML, Markdown or JSON, by its name; {a} is none.',
    'Rasa 파일은 이름이 YAML, Markdown, JSON의 것인데 {a}은(는) 아닙니다.',
  ],
  [
    '{a} is none of what can be taken in: a table (CSV, TSV, JSON, JSON lines), a file of Rasa (YAML, Markdown, JSON), or a zip of Dialogflow or Rasa.',
    '{a}은(는) 가져올 수 있는 것이 아닙니다. 표(CSV, TSV, JSON, JSON lines), Rasa 파일(YAML, Markdown, JSON), Dialogflow나 Rasa의 zip을 고르세요.',
  ],
  ['It is a table beside files of Rasa. Take it in by itself.', 'Rasa 파일과 함께 있는 표입니다. 따로 가져오세요.'],
  ['There is no file of Rasa in {a}.', '{a}에 Rasa 파일이 없습니다.'],
  [
    'A table is one file: CSV, TSV, JSON or JSON lines. Unpack {a} first.',
    '표는 파일 하나입니다(CSV, TSV, JSON, JSON lines). 먼저 {a}의 압축을 푸세요.',
  ],
  [
    'There is neither an agent of Dialogflow nor a file of Rasa nor a table in {a}.',
    '{a}에 Dialogflow 에이전트도 Rasa 파일도 표도 없습니다.',
  ],
  [
    'There are several tables in {a}, as {b} and {c}. Take them in one by one.',
    '{a}에 {b}, {c} 등 표가 여러 개 있습니다. 하나씩 가져오세요.',
  ],
  // Texts and zips.
  ['It is no text in UTF-8. Save it as UTF-8.', 'UTF-8로 된 글이 아닙니다. UTF-8로 저장하세요.'],
  ['It is no text in UTF-8.', 'UTF-8로 된 글이 아닙니다.'],
  ['This is no zip file.', 'zip 파일이 아닙니다.'],
  [
    'The zip is damaged or cut off: its list of files cannot be read. Make it again.',
    'zip이 손상되었거나 잘려서 파일 목록을 읽을 수 없습니다. 다시 만드세요.',
  ],
  ['The zip is damaged or cut off. Make it again.', 'zip이 손상되었거나 잘렸습니다. 다시 만드세요.'],
  ['It holds more than {a} entries.', '항목이 {a}개보다 많습니다.'],
  ['It holds {a} files; {A} may have {b}.', '파일이 {a}개입니다. {A}에는 {b}개까지 됩니다.'],
  ['what is taken in', '가져오는 것'],
  ['a solution', '솔루션'],
  ['"{a}" is in it twice.', '"{a}"이(가) 두 번 들어 있습니다.'],
  [
    '"{a}" leads out of the folder. Make the zip of the solution\'s folder itself.',
    '"{a}"이(가) 폴더 밖을 가리킵니다. 솔루션의 폴더 자체를 zip으로 만드세요.',
  ],
  ['"{a}" is a link. Put the file itself in its place.', '"{a}"은(는) 링크입니다. 그 자리에 파일 자체를 넣으세요.'],
  [
    '"{a}" is packed in a way that is not known here. Use plain zip.',
    '"{a}"의 압축 방식을 여기서는 모릅니다. 보통 zip을 쓰세요.',
  ],
  [
    '"{a}" and "{b}" differ in large and small letters alone. Rename one.',
    '"{a}"와(과) "{b}"은(는) 대문자와 소문자만 다릅니다. 하나의 이름을 바꾸세요.',
  ],
  ['It is no part of {A}.', '{A}에 들어가지 않는 것입니다.'],
  ['{a} files: they are no part of {A}.', '파일 {a}개가 {A}에 들어가지 않습니다.'],
  ['Its content is damaged, or has a password.', '내용이 손상되었거나 비밀번호가 걸려 있습니다.'],
  ['It is in the list of the zip, but not in the zip itself.', 'zip의 목록에는 있는데 zip 안에는 없습니다.'],
  [
    'Unpacked, the files have more than {a} MB, which is the most that {A} may have.',
    '압축을 풀면 {a} MB보다 큽니다. {A}은(는) 그만큼까지 됩니다.',
  ],
  // What the solution would be with it.
  ['There are {a} files; a solution may have {b}.', '파일이 {a}개가 됩니다. 솔루션에는 {b}개까지 됩니다.'],
  [
    'All files have {a} bytes; a solution may have {b}.',
    '모든 파일이 {a}바이트가 됩니다. 솔루션은 {b}바이트까지 됩니다.',
  ],
  ['It is a file, and "{a}" needs a folder there.', '파일인데, "{a}"을(를) 두려면 여기에 폴더가 있어야 합니다.'],
]
