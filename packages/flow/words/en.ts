/**
 * What the platform itself says, in English. The other languages have the same words. Each is Liquid over the values named
 * in it; a solution says it differently under `words` in `texts/<language>.yaml`.
 */
export const en = {
  text: 'Please answer in words.',
  text_empty: 'Please type an answer.',
  text_min: 'That is too short. Please use at least {{ min }} characters.',
  text_max: 'That is too long. Please use at most {{ max }} characters.',
  text_pattern: 'That does not look right. Please try again.',
  email: 'That does not look like an e-mail address. Please give one like name@example.com.',
  phone: 'That does not look like a phone number. Please check the digits and try again.',
  phone_country: 'That does not look like a phone number. Please give it with its country code, like +44 7400 123456.',
  number: 'That does not look like a number. Please use digits.',
  number_whole: 'Please give a whole number.',
  number_min: 'That is too low. Please give {{ min }} or more.',
  number_max: 'That is too high. Please give {{ max }} or less.',
  date: 'That does not look like a date. Please give day, month and year, like 3 May 1990.',
  date_min: 'That is too early. Please give a date from {{ min }} on.',
  date_max: 'That is too late. Please give a date up to {{ max }}.',
  choice: 'Please pick one of the options.',
  choice_button: 'Choose',
  choices: 'Please pick from the options. You may give several, like 1, 3.',
  choices_min: 'Please pick at least {{ min }}.',
  choices_max: 'Please pick at most {{ max }}.',
  /** What people put between two picks, "tea and cake"; several words are parted by a bar. */
  choices_and: 'and',
  /** What people type when they pick nothing; several words are parted by a bar. */
  choices_none: 'none|nothing',
  /** How people say yes and no, whatever else they say; parted by bars. */
  yes_said:
    'yes|no problem|no worries|no problem at all|not a problem|yep|yeah|yup|yea|ya|yes please|yes thanks|yes of course',
  /** Those of them that begin other things as well: they are one where nothing or a break is behind them, "no, book it". */
  yes_apart: 'no problem|no worries|no problem at all|not a problem',
  /** Those only where nothing else is said: "right", but "right now". */
  yes_alone:
    'y|ok|okay|k|sure|sure thing|of course|certainly|absolutely|definitely|exactly|indeed|right|correct|true|thats right|that is right|thats correct|that is correct|its correct|thats fine|that is fine|fine|fine by me|fine with me|that works|works for me|sounds good|looks good|all good|good|great|perfect|alright|all right|please|please do|do it|go ahead|go for it|why not|with pleasure|gladly|i do|i would|affirmative|agreed|obviously',
  /** What only begins like a yes: Korean "네 명", four people. */
  yes_unlike: '|',
  no_said: 'no|nope|nah|no thanks|no thank you|no thx|no i|no im|no ill|no id|no ive|no we|no lets|no my|no please',
  no_apart: 'no',
  no_alone:
    'n|not really|not now|not at all|not today|not right|not correct|thats wrong|that is wrong|thats not right|that is not right|wrong|incorrect|never|never mind|id rather not|i would rather not|rather not|i dont|i do not|i dont want to|i dont think so|dont|do not|please dont|please do not|negative|not interested|no way|no need|not yet|not at the moment|of course not|certainly not|absolutely not|definitely not',
  /** What refuses the pick that it stands behind: "Monday, that does not work". */
  not_said:
    'not|no|never|none|nothing|neither|nor|cannot|cant|dont|doesnt|didnt|wont|wouldnt|couldnt|shouldnt|isnt|arent|wasnt|werent|hasnt|havent|hadnt|aint|unable|unavailable|impossible',
  /** What takes back what was said before it, or leaves it open. */
  but_said:
    'but|however|although|except|unless|if|or|rather|instead|wait|hold on|maybe|perhaps|not sure|no idea|no clue|dont know|do not know|dont understand|do not understand|dont remember|do not remember|depends|let me think',
  /** What asks something, also without a question mark. */
  asks_said: 'what|whats|which|when|where|wheres|who|whos|why|how|hows',
  /** What stands around a pick and says nothing itself: "the first one, please". */
  around_said:
    'the|a|an|one|ones|please|pls|just|its|it is|i mean|i meant|id like|i would like|id prefer|i prefer|i want|i choose|i pick|ill take|i will take|ill have|i will have|let us take|lets take|lets go with|go with|that one|at|on',
  /** How the choices are counted, from the first one on: parted by bars, several ways by commas. */
  nth_said:
    'first,1st,no 1|second,2nd,no 2|third,3rd,no 3|fourth,4th,no 4|fifth,5th,no 5|sixth,6th,no 6|seventh,7th,no 7|eighth,8th,no 8|ninth,9th,no 9',
  /** What stands around such a count: "option 2". */
  nth_around: 'option|number|nr|choice|answer',
  time: 'That does not look like a time. Please give hours and minutes, like 14:30.',
  time_min: 'That is too early. Please give a time from {{ min }} on.',
  time_max: 'That is too late. Please give a time up to {{ max }}.',
  time_range: 'Please give a time from {{ min }} to {{ max }}.',
  time_step: 'Please give a time like {{ example }}, in steps of {{ step }} minutes.',
  date_time: 'That does not look like a date with a time. Please give both, like 3 May 2026, 14:30.',
  date_time_min: 'That is too early. Please give a time from {{ min }} on.',
  date_time_max: 'That is too late. Please give a time up to {{ max }}.',
  rating: 'Please give a number from 1 to {{ max }}.',
  slider: 'Please give a number from {{ min }} to {{ max }}.',
  slider_step: 'Please give a number from {{ min }} to {{ max }} in steps of {{ step }}.',
  file: 'Please send a file.',
  file_type: 'A file of this kind cannot be taken here. Please send another one.',
  file_size: 'That file is too large. Please send one of at most {{ max }} MB.',
  /** Leaves a question for a file without one; several words are parted by a bar, the first one is on the button. */
  file_cancel: 'Cancel|No file',
  location: 'Please share your location, or type an address.',
  location_coordinates: 'Please share your location, or type its coordinates, like 52.52, 13.40.',
  web_view: 'Please open the page and finish there.',
  form: 'Please check what is marked and try again.',
  form_required: 'Please fill this in.',
  form_optional: '{{ label }} (optional: answer "-" to leave it out)',
  /** Asked where words may mean several things; the second one is the choice for something else. */
  meant: 'Which of these do you mean?',
  meant_none: 'None of these',
  /** How people say that it is none of them. */
  meant_none_said:
    'none|none of these|none of them|none of those|none of the above|neither|neither one|neither of these|neither of them|neither of those|not any of these|nothing|something else|anything else|other',
  /** How people begin when they take back what they said, parted by bars. */
  correction: 'no|nope|not|actually|sorry|i meant|i mean|wait|correction|my mistake|oops',
  correction_inside: 'change it to|change that to|change to|make it|make that|i meant|i mean|instead',
  /** What stands before or behind what somebody names only to say that it is not meant, parted by bars. */
  rejection_before: 'not|instead of|rather than|forget|anything but',
  rejection_behind: '|',
  corrected: 'All right, I have changed that.',
  /** What is small talk, literally, parted by bars, and what answers it. */
  talk_hello_said: 'hi|hello|hey|hi there|hello there|good morning|good afternoon|good evening',
  talk_hello: 'Hello!',
  talk_thanks_said: 'thanks|thank you|thx|many thanks|thanks a lot|thank you very much',
  talk_thanks: 'You are welcome!',
  talk_how_are_you_said: 'how are you|how are you doing|how is it going|hows it going|whats up',
  talk_how_are_you: 'Fine, thank you!',
  talk_who_are_you_said: 'who are you|what are you|are you a bot|are you a robot|are you human|am i talking to a bot',
  talk_who_are_you: 'I am an automatic assistant.',
}

/** Names what the platform says. */
export type WordName = keyof typeof en
export type Catalog = { readonly [word in WordName]: string }
