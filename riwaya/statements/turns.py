"""Where the next cue of a sentence takes the word from the one before it."""

from riwaya.lexicon import load_list
from riwaya.statements.cues import Cue, read_announcing
from riwaya.statements.grammar import load_grammar
from riwaya.statements.heads import is_ordinary, read_head
from riwaya.statements.hits import Hit
from riwaya.statements.levels import is_epithet
from riwaya.statements.sentences import COMMAS, Draught
from riwaya.stems import is_definite
from riwaya.text import load_folded

_MANY = "ون"
_ME = "ني"
_NEAR = 6  # tokens from a verb over its subject to its preposition
_FAR = 10  # tokens from a verb that calls names to its marks
_TELLING = ("say", "deny", "ask", "hold")  # groups of verbs that turn from what was said before


def takes_over(draught: Draught, hit: Hit, said: Cue | None) -> bool:
    """True where a cue ends the content before it, which `said` opened.

    «معربة عن» after a man's words goes on with them; «، وحذر من التأخير» after «أكد أن» is his next act.
    """
    cue = hit.cue
    # of «نقلت القناة عن المدير أن ...، مشيرا إلى» and «جاء في البيان أن ...، مضيفة» the verb is not his
    gender = said.gender if said is not None and said.verb.group not in ("carry", "stand") else ""
    if said is not None and is_mine(draught, hit):
        return False
    if hit.level == "which":
        return hit.opening is not None or is_epithet(draught, hit.at, hit.cue)
    if cue.form == "participle" and gender and cue.number == "one" and cue.gender != gender:
        return False
    behind = draught.forms[hit.at - 1]
    if said is not None and cue.joined and behind not in COMMAS and _agrees_not(cue, said):
        return False  # «قال الناطق إن الوزارة رفضت الطلب ووصفته بأنه»
    if hit.opening is not None:
        bare = hit.opening.gap[0] >= hit.opening.gap[1] and (said is None or cue.verb is not said.verb)
        bare = bare and behind not in load_grammar().also  # «كشفت الدراسة أن ...، كما وجدت أن»
        held = said is not None and cue.verb.group == "hold" and cue.is_like(said) and _is_held(cue, said)
        bare = bare and not (held and behind in COMMAS)
        # «إن الوثائق ظهرت، وأظهرت أن»: still the speaker's
        return cue.form == "participle" or not (bare and cue.verb.group in ("find", "hold"))
    if cue.form == "participle":
        following = draught.forms[hit.at + 1] if hit.at + 1 < len(draught.forms) else ""
        alone = not cue.joined and draught.forms[hit.at].endswith("ا") and following not in load_grammar().before
        asks = alone or governs(cue, following)  # but «شملت المحادثات، كما أوضح، مقترحا من نقاط»
        # «لكن الوزير يقول إن ...، معربا عن», but «إن الميناء منطلق لها، ومعبرا للصواريخ»
        return (cue.gender == gender if said is not None else asks) and _is_speakers(draught, hit)
    return said is not None and _goes_on(draught, hit, said)


def _is_held(cue: Cue, said: Cue) -> bool:
    """«يرى أن ...، | ويعتقد أن», «قال إن ...، | ورأى أن», «اعتبر أن ...، | ورأى أن»: what he holds behind his words."""
    told = said.verb.group in ("say", "deny", "call") and cue.form == "past" and cue.joined == "و"
    return told or said.verb.group == "hold"


def _is_speakers(draught: Draught, hit: Hit) -> bool:
    """«..., معربا عن», «إن الصواريخ "قادمة" ومنتقدا», «أن اللعبة خطرة مطالبا بمنعها», «عن الحادث مشيرا إلى ندرة»."""
    forms, cut = draught.forms, hit.cut or 0
    quote = draught.quote_over(cut - 1)
    if forms[cut - 1] in COMMAS or quote is not None or hit.cue.verb.group == "ask":
        return True
    after = forms[hit.at + 1] if hit.at + 1 < len(forms) else ""
    # but «اهتماما لافتا إلى ...» is an adjective, as «كان مدركا»
    adjective = forms[cut - 1].endswith("ا") or forms[cut - 1] in load_grammar().been
    asked = governs(hit.cue, after) or _has_object(hit, after)
    return forms[hit.at].endswith("ا") and not hit.cue.joined and asked and not adjective


def _has_object(hit: Hit, after: str) -> bool:
    """«أن السوق تنمو مؤكدا | احتمالات الزيادة»: a noun right behind, not «يراه مفيدا | لهم», «رقما مؤكدا | جديدا»."""
    says = hit.cue.verb.group == "say" and "" in hit.cue.takes
    noun = is_definite(after) or is_ordinary(after)
    return says and noun and not after.startswith("ل") and not after.endswith("ا")


def is_mine(draught: Draught, hit: Hit) -> bool:
    """«وأضاف: طلب مني أن أنام», «وأضاف: كيف ألوم من يخبرني أنه مريض»: the verb stands in words of whoever says «me»."""
    told = hit.level == "beside" and not load_grammar().mine.isdisjoint(draught.forms[hit.at + 1 : hit.at + 2])
    return told or hit.cue.suffix == _ME


def _acts_again(draught: Draught, hit: Hit, said: Cue) -> bool:
    """«أعلن المحقق أن "الطريق آمن"، ووجه نداء», «ووصفه بأنه "قوة دفع"، وشكره»: a quotation stands before the comma."""
    quote = draught.quote_over(hit.at - 2) if hit.at > 1 else None
    alike = hit.cue.joined == "و" and hit.cue.is_like(said)
    return alike and quote is not None and quote.last == hit.at - 2 and draught.forms[hit.at - 1] in COMMAS


def _agrees_not(cue: Cue, said: Cue) -> bool:
    """True for a verb of a woman's or a body's beside that of a man, or the other way round."""
    return cue.form == said.form and cue.number == said.number == "one" and cue.gender != said.gender


def _goes_on(draught: Draught, hit: Hit, said: Cue) -> bool:
    """True for the speaker's next act, without content: «ويقول إنه بريء، وينكر التهمة», «في حين أشارت إلى»."""
    cue, forms = hit.cue, draught.forms
    if _addresses(draught, hit, said):
        return True
    if cue.verb.group == "call" and cue.joined == "و" and (cue.form, cue.gender) == (said.form, said.gender):
        return any(draught.quote_over(i) is not None for i in range(hit.at + 1, hit.at + _FAR))
    if cue.verb.group == "act" and _acts_again(draught, hit, said):
        return True
    before = forms[hit.at - 1]
    meanwhile = before in load_grammar().meanwhile and cue.form in ("past", said.form)
    tells = cue.verb.group in _TELLING or (meanwhile and cue.verb.group == "call")
    if cue.suffix or cue.form == "noun" or not tells:
        return False
    if cue.verb.group == "hold" and not meanwhile and (read_announcing(cue) is None or before not in COMMAS):
        return False  # «قالت الوزارة إن ...، وتوقعت ارتفاع الماء», but «إنها زارت البلدة، ووجدت آثارا»
    if meanwhile:  # «أن التكلفة بلغت مليونا، فيما توقع انتهاء العمل في رجب»
        return True
    again = cue.is_like(said) and forms[hit.at + 1 : hit.at + 2] != [] and governs(cue, forms[hit.at + 1])
    if before in load_grammar().also and forms[hit.at - 2] in COMMAS and cue.form == "past" and again:
        return True  # «أن الحظر باق، كما دعا إلى الصبر»
    if cue.form == "past" and _another_acts(draught, hit):
        return True
    form = cue.form if said.form == "participle" and cue.form == "past" else said.form  # «لافتا إلى أن ...، وأعرب عن»
    if cue.joined != "و" or (cue.form, cue.gender, cue.number) != (form, said.gender, said.number):
        return False
    after = forms[hit.at + 1] if hit.at + 1 < len(forms) else ""
    return forms[hit.at - 1] in COMMAS or (bool(after) and (governs(cue, after) or "whom" in cue.takes))


def _addresses(draught: Draught, hit: Hit, said: Cue) -> bool:
    """«أن السد آمن، كما | شكر العمال», «، | وقدم الحداد شكره لهم»: what the speaker does next, in the page's words."""
    cue, forms, at = hit.cue, draught.forms, hit.at
    also = forms[at - 1] in load_grammar().also and forms[at - 2] in COMMAS
    turns = also or (cue.joined == "و" and forms[at - 1] in COMMAS)
    if not turns or cue.form != "past" or (cue.gender, cue.number) != (said.gender, said.number):
        return False
    plain = not cue.suffix or cue.verb.group == "ask"  # «كما أكده الوزير» is as he said it
    if also and plain and cue.verb.past in load_list("ar", "cues_addressed"):
        return True
    thanks = load_folded("ar", "cues_thanks")
    return cue.verb.group == "act" and any(form in thanks for form in forms[at + 1 : at + _NEAR])


def _another_acts(draught: Draught, hit: Hit) -> bool:
    """«أن الحظر باق، كما طالبت منظمة النهر برفعه», «أن السهر ضار، وحذر متخصصون من»."""
    forms, at = draught.forms, hit.at
    if at + 1 == len(forms):
        return False
    head = read_head(forms[at + 1])
    acts = head is not None and head.kind in ("person", "title", "body", "medium")
    acts = acts or at + 1 in draught.persons  # «، كما طالب الحداد بالصبر»
    if forms[at - 1] in load_grammar().clause:
        return acts and forms[at - 2] in COMMAS
    acts = acts or forms[at + 1].endswith(_MANY)
    governed = any(form in hit.cue.takes for form in forms[at + 2 : at + _NEAR])
    return hit.cue.joined == "و" and forms[at - 1] in COMMAS and acts and governed


def governs(cue: Cue, after: str = "") -> bool:
    """True where a word behind a cue is what it asks for: «دعا | إلى», «مطالبا | بوقف»."""
    return after in cue.takes or ("ب" in cue.takes and after.startswith("ب"))
