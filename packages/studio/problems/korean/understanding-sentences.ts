import type { Sentence } from './sentence.ts'

/** What free words mean: intents, entities, files of understanding. */
export const understandingSentences: readonly Sentence[] = [
  ['The solution has no intent "{a}".', '솔루션에 "{a}" 의도가 없습니다.'],
  [
    'Add it to nlu/intents.yaml with phrases that mean it. {A}',
    '이해 페이지에서 그 의도를 말의 예와 함께 추가하세요. {A}',
  ],
  ['The intent "{a}" is here twice.', '"{a}" 의도가 여기에 두 번 있습니다.'],
  ['There is no entity "{a}".', '"{a}" 개체가 없습니다.'],
  [
    "Add it to the solution's files of understanding, or name one that exists. {A}",
    '솔루션의 이해 파일에 추가하거나 있는 것을 고르세요. {A}',
  ],
  ['Nothing is ever taken for "{a}": it has no phrases.', '"{a}" 의도에는 말의 예가 없어서 알아듣는 일이 없습니다.'],
  [
    'Add phrases that mean it to nlu/intents.yaml, or remove it here.',
    '이해 페이지에서 말의 예를 추가하거나 여기서 삭제하세요.',
  ],
  [
    'People may be asked whether they meant "{a}", which has no label.',
    '"{a}"을(를) 뜻했는지 물을 수 있는데 부르는 이름이 없습니다.',
  ],
  [
    'Give it a "label" here, under "understanding" of the flow, or in the files of understanding.',
    '여기("label"), 플로의 "understanding", 또는 이해 파일에서 부르는 이름을 정하세요.',
  ],
  ['"{a}" does more than one thing.', '"{a}"이(가) 하는 일이 하나가 아닙니다.'],
  ['Keep one of {a} and {b}.', '{a}, {b} 중 하나만 남기세요.'],
  ['"{a}" has a role and no entity.', '"{a}"에 역할은 있고 개체가 없습니다.'],
  ['Say of which "entity" it is the role, or remove it.', '어느 개체("entity")의 역할인지 정하거나 삭제하세요.'],
  [
    'Nothing that people mention fills "{a}" of type {b}.',
    '사람이 말하는 것 중에 {b} 형식의 "{a}"을(를) 채우는 것이 없습니다.',
  ],
  ['Declare the variable with the "entity" that fills it.', '변수 탭에서 그것을 채우는 개체("entity")를 고르세요.'],
  [
    '"{a}" is the flow itself, which cannot be answered by going through it.',
    '"{a}"은(는) 이 플로 자체여서, 이 플로를 실행하는 것으로 답할 수 없습니다.',
  ],
  [
    'Name another flow, or lead to a node of this one with "to".',
    '다른 플로를 고르거나 이 플로의 노드로 이어 가게("to") 하세요.',
  ],
  [
    'These flows answer each other in a ring: {a}. Where the ring closes, the question that waits there is taken up again, and what answered it is given up.',
    '이 플로들이 서로 돌아가며 답합니다: {a}. 처음으로 돌아오면 거기서 기다리던 질문을 다시 잇고, 그에 답하던 것은 그만둡니다.',
  ],
  [
    'Lead one of the intents to a node with "to", or leave it out where its flow runs already.',
    '의도 하나를 노드로 이어 가게("to") 하거나, 그 플로가 이미 실행 중인 곳에서는 빼세요.',
  ],
  [
    '"{a}" may be corrected after something was worked out from it, which would not follow.',
    '"{a}"은(는) 그것으로 무언가를 계산한 뒤에 고쳐질 수 있는데, 계산한 값은 따라 바뀌지 않습니다.',
  ],
  ['Lead the port "corrected" to where that is worked out again.', '"corrected" 출구를 다시 계산하는 노드로 이으세요.'],
  // solution.ts
  [
    '"egress" does not name {a}, so nothing is sent there.',
    '"egress"에 {a}이(가) 없어서 거기로는 아무것도 보내지 않습니다.',
  ],
  ['Add "{a}" to egress.', 'egress에 "{a}"을(를) 추가하세요.'],
  ['The solution declares no secret "{a}".', '솔루션에 비밀 값 "{a}"이(가) 없습니다.'],
  ['Add "{a}" to secrets.', 'secrets에 "{a}"을(를) 추가하세요.'],
  [
    'A secret is sent over https only, unless an operator opened the address.',
    '비밀 값은 운영자가 연 주소가 아니면 https로만 보냅니다.',
  ],
  ['Write an address with https.', 'https 주소를 쓰세요.'],
  ['"{a}" needs the name of a model.', '"{a}"에는 모델의 이름이 필요합니다.'],
  ['Write model.', '모델을 쓰세요.'],
  // Files of understanding.
  ['"{a}" has one example.', '"{a}"에 말의 예가 하나뿐입니다.'],
  ['Write some ten, as different as people say it.', '사람들이 말하는 대로 서로 다르게 열 개쯤 쓰세요.'],
  ['"{a}" is an example of "{b}" already, in {c}.', '"{a}"은(는) 이미 "{b}"의 예입니다({c}).'],
  ['Remove one of them.', '둘 중 하나를 삭제하세요.'],
  [
    '"{a}" is an example of "{b}" here and of "{c}" in {d}.',
    '"{a}"은(는) 여기서는 "{b}"의 예이고 {d}에서는 "{c}"의 예입니다.',
  ],
  [
    'Remove it where it does not belong; until then it means "{a}".',
    '맞지 않는 쪽에서 삭제하세요. 그때까지는 "{a}"을(를) 뜻합니다.',
  ],
  ['There is no intent "{a}".', '"{a}" 의도가 없습니다.'],
  ['{A} Write the intent with examples of what people say.', '{A} 의도를 말의 예와 함께 쓰세요.'],
  ['Write the intent with examples of what people say.', '의도를 말의 예와 함께 쓰세요.'],
  ['The example is empty.', '말의 예가 비어 있습니다.'],
  ['Write what people say, or remove it.', '사람들이 하는 말을 쓰거나 삭제하세요.'],
  [
    '"{a}" has no letter, digit or pictograph: nothing can be learned from it.',
    '"{a}"에는 글자도 숫자도 그림 문자도 없어서 배울 것이 없습니다.',
  ],
  ['Write it as words, or remove it.', '낱말로 쓰거나 삭제하세요.'],
  ['"{a}" has nothing but signs, which sentences of all kinds have.', '"{a}"에는 어떤 문장에나 있는 기호만 있습니다.'],
  ['Add words, or remove it.', '낱말을 덧붙이거나 삭제하세요.'],
  ['Below ">" all lines are one sentence.', '">" 아래의 줄은 모두 한 문장이 됩니다.'],
  ['Write "|" instead of ">".', '">" 대신 "|"를 쓰세요.'],
  ['The lines below "|" are not indented.', '"|" 아래의 줄이 들여쓰기 되어 있지 않습니다.'],
  [
    'Begin each of them further to the right than the line that ends with "|".',
    '각 줄을 "|"로 끝나는 줄보다 더 오른쪽에서 시작하세요.',
  ],
  ['A text that begins with "[" is a list in YAML.', 'YAML에서 "["로 시작하는 글은 목록입니다.'],
  ['A text with ": " in it is a name and its value in YAML.', 'YAML에서 ": "이 든 글은 이름과 값입니다.'],
  [
    'Put the text in quotes, or write the examples below `examples: |`.',
    '글을 따옴표로 묶거나 예를 `examples: |` 아래에 쓰세요.',
  ],
  ['Begin the line as far to the right as those it belongs to.', '같이 묶이는 줄들과 같은 자리에서 시작하세요.'],
  ['The line begins with a tab.', '줄이 탭으로 시작합니다.'],
  ['Indent with spaces.', '공백으로 들여쓰세요.'],
  ['The file holds several documents.', '파일에 문서가 여러 개 있습니다.'],
  ['Remove the line "---".', '"---" 줄을 삭제하세요.'],
  ['It is nested too deeply.', '너무 깊이 겹쳐 있습니다.'],
  ['Nest it less deeply.', '덜 깊이 겹치게 하세요.'],
  ['What its aliases stand for is too much, all together.', '별칭이 나타내는 것이 모두 합쳐 너무 많습니다.'],
  ['Write what is meant in place of some of them.', '그중 몇은 별칭 대신 내용을 그대로 쓰세요.'],
  ['Nothing before it is called "&{a}".', '앞에 "&{a}"(이)라는 것이 없습니다.'],
  [
    'Write what is meant; a text that begins with "*" needs quotes.',
    '내용을 그대로 쓰세요. "*"로 시작하는 글은 따옴표로 묶어야 합니다.',
  ],
  ['"{a}" has no examples.', '"{a}"에 말의 예가 없습니다.'],
  ['Write `examples:` with a list of what people say.', '사람들이 하는 말의 목록을 `examples:`에 쓰세요.'],
  ['"{a}" is written twice.', '"{a}"이(가) 두 번 있습니다.'],
  ['Give each member a name of its own.', '이름이 서로 다르게 하세요.'],
  ['Mend the YAML at this place.', '이 위치의 YAML을 고치세요.'],
  ['{a} more like this were found.', '이런 것이 {a}개 더 있습니다.'],
  ['Mend those above first.', '위의 것을 먼저 고치세요.'],
]
