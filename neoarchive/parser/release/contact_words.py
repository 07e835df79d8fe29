"""Words and patterns by which the parts of a contact block are told apart: people, roles, firms, labels."""

from __future__ import annotations

import re

from .patterns import vocabulary

# Heads of a block of contacts, or of one contact: "CONTACT:", "For more information:", "Investor Relations:",
# "Investors May Contact:", "Press Contact:", "For further information, contact:", "Media:", "Press and Trade:"
_ROLE = (
    r"(?:investors?|media|press|news|analysts?|financial|company|corporate|public|trade|business"
    r"|shareholders?|stockholders?|"
    r"editorial|customer|sales|marketing|technical|general|agency|reporters?|editors?|consumers?"
    r"|communications?|ir|pr|us|u\.s\.|"
    r"european?|europe|asia|uk|japan|germany|north america|stockholder|product|community|industry|securities)"
)
_ROLES = rf"{_ROLE}(?:(?:\s{{0,2}}(?:/|&|and|or|,)\s{{0,2}}|\s{{1,3}}){_ROLE}){{0,4}}"
_RELATIONS = (
    r"(?:\s{1,3}(?:relations|info|inquiries|enquiries|affairs|information|communications?|queries"
    r"|questions|media))"
)
LABEL = re.compile(
    rf"(?:(?:for\s+(?:{_ROLES}\s+)?(?:more|further|additional)\s+(?:\w+\s+){{0,2}}(?:information"
    rf"|details)(?:[,\s]+(?:please\s+)?(?:contact|call|{_ROLES}(?:\s+only)?))?"
    rf"(?:\s+(?:contact|about\s.{{1,40}}|on\s.{{1,40}}))?|for\s+(?:{_ROLES}"
    rf"|information)(?:{_RELATIONS})?(?:\s+contact)?"
    rf"|(?:{_ROLES}{_RELATIONS}?\s+)?(?:may\s+)?contacts?(?:\s+(?:information|persons?|details"
    rf"|list))?(?:\s+(?:at|for|in)\s.{{1,40}}|\s+(?:\(?{_ROLES}\)?{_RELATIONS}?))?"
    rf"|{_ROLES}{_RELATIONS}?(?:\s+only)?|at\s+(?:the\s+)?(?:company|[A-Z][\w&.,' ]{{2,40}})|inquiries"
    rf"|further\s+information|information(?:\s+contacts?)?"
    rf"|(?:press|media|public)\s+(?:information|relations)\s+contacts?"
    rf"|(?:please\s+)?direct\s+inquiries\s+to|from))\s*[:;]?\s*\Z",
    re.I,
)
# The words that make a line open a block of contacts at all
OPENS = re.compile(
    r"[\s*\-–\[(]{0,6}(?:/?contacts?\b|for\s+(?:more|further|additional)\s+(?:\w+\s+){0,2}information"
    r"|for\s+information\b|"
    r"(?:\w+[\s,/&]{1,3}){0,4}(?:contacts?|inquiries|enquiries)\s{0,2}(?::|\Z|\s-)|(?:\w+\s){1,4}may\s+contact\b|"
    r"(?:investors?|media|press|investor relations|media relations|public relations"
    r"|financial community|news media|analysts?|company|corporate communications)"
    r"(?:\s(?:&|and|/)\s\w{3,12}){0,2}\s{0,2}:|at\s(?:the\s)?(?:company|[A-Z][\w&., ]{2,30}):|from:)",
    re.I,
)
FAX_LABEL = re.compile(r"\s*(?:fax|facsimile|telecopier|telefax)\b", re.I)
FIELD_LABEL = re.compile(
    r"\s*(?:phone|telephone|tel|ph|office|cell(?:ular)?|mobile|mob|direct(?: line)?|voice(?: ?mail)?|e-?mail|internet"
    r"|home|pager|work|main|switchboard|evenings?|after hours|hotline|international|domestic|web(?: ?site)?"
    r"|fax|facsimile|home page|http|toll[- ]free|o|m|t|f|p|e)\s{0,2}(?:no\.?|number|#)?\s{0,2}[.:]\s*",
    re.I,
)

_TITLE_WORDS = frozenset(
    vocabulary(
        "corporate investor investors media public press financial company business trade relations communications "
        "director directors officer officers vice president chairman chairwoman chair chief executive senior manager "
        "head marketing finance affairs treasurer secretary controller counsel general assistant associate coordinator "
        "specialist supervisor administrator representative services development information global "
        "worldwide strategic "
        "strategy operations operating technology product products sales external internal editorial analyst analysts "
        "spokesperson spokesman ceo cfo coo cto cio evp svp vp ir pr shareholder shareholders stockholder planning "
        "of and & the for to interim acting group regional national international founder co-founder managing partner "
        "consultant account supervisor planning legal government community human resources administration accounting "
        "desk department dept team hotline line office inquiries only fixed income employee brand digital content "
        "u.s. us north america europe european asia pacific emerging markets deputy principal scientific medical board "
        "industry executive, director, president, officer, contact contacts agency"
    )
)
_TITLE_HEADS = frozenset(
    vocabulary(
        "relations communications director officer president chairman chairwoman manager affairs "
        "treasurer secretary controller counsel "
        "coordinator specialist ceo cfo coo cto cio evp svp vp ir pr media marketing finance spokesperson spokesman "
        "representative executive investors press analyst analysts income desk department inquiries "
        "founder partner head information"
    )
)
_FIRM = re.compile(
    r"(?:\b(?:Inc|INC|Corp|CORP|Corporation|CORPORATION|Company|COMPANY|Co|CO|Ltd|LTD|Limited|LIMITED"
    r"|LLC|L\.L\.C|LLP|LP|L\.P|PLC|plc|N\.V|S\.A|AG|GmbH|"
    r"Group|GROUP|Partners|PARTNERS|Associates|ASSOCIATES|Assoc|Bank|BANK|Bancorp|BANCORP|Industries"
    r"|INDUSTRIES|Holdings|HOLDINGS|Technologies|TECHNOLOGIES|"
    r"Systems|SYSTEMS|Networks|NETWORKS|Pharmaceuticals|PHARMACEUTICALS|International|INTERNATIONAL"
    r"|Advisors|Advisers|Consulting|Strategies|Worldwide|"
    r"Agency|Capital|Financial|FINANCIAL|Energy|ENERGY|Resources|RESOURCES|Software|Electronics"
    r"|Laboratories|Therapeutics|Trust|Properties|"
    r"Entertainment|Enterprises|Solutions|Services|Insurance|Realty|Investments|Medical|Telecom"
    r"|University|Communications|Public Relations)\b\.?)"
)
_NAME_WORD = (
    r"(?:[A-ZÀ-Þ](?:[a-zà-ÿ'’]+|['’][A-Z][a-z]+|c[A-Z][a-z]+|ac[A-Z][a-z]+"
    r"|e[A-Z][a-z]+)(?:-[A-Z][a-z]+)?(?:[A-Z][a-z]+)?|[A-Z][A-Z'’\-]{1,18}|Mc[A-Z]+"
    r"|(?:Wm|Chas|Geo|Thos|Jos|Jas|Robt|Edw|Benj|Saml)\.)"
)
_INITIAL = r"(?:[A-Z]\.(?:\s?[A-Z]\.){0,2}|[A-Z](?=\s))"
PERSON = re.compile(
    rf"(?:[A-Z]\.\s?){{2,3}}{_NAME_WORD}|"
    rf"(?:(?:Mr|Ms|Mrs|Miss|Dr|Prof|Sir|MR|MS|MRS"
    rf"|DR)\.?\s{{1,2}})?"
    rf"(?:{_INITIAL}\s?)?{_NAME_WORD}(?:\s{{1,2}}(?:{_INITIAL}"
    rf"|[\"“(][A-Z][a-z]+[\"”)]|(?:(?:de|den|der|di|del|della|da|dos|du|la|le|van|von|ter|ten|bin|al|el|Le|La|De|Van|Von|St\.)\s){{1,2}}{_NAME_WORD}"
    rf"|{_NAME_WORD})){{1,3}}"
    r"(?:,?\s{1,2}(?:Jr|Sr|JR|SR|II|III|IV)\b\.?)?(?:,\s{0,2}(?:Ph\.?\s?D|M\.?D|CFA|CPA|Esq|MBA|J\.?D"
    r"|APR|R\.?N|D\.?V\.?M)\.?)*"
)
FIRST_NAMES = frozenset(
    vocabulary(
        "ehud kenny regula rina urs "
        "adrian agnes alastair alberto alejandro alessandro alfred alfredo alicia alistair allan amir "
        "amit anand anders andre andreas andy anil anjali ann-marie annie annmarie antoine anton arjun "
        "armando arun asher astrid audrey avi bea beatrice beatriz bernadette bernice bertha bessie "
        "billy birgit bjorn boris brendon brittany bryant carlo carsten catalina cesar chloe christoph "
        "christophe clara clarence claude claudine claus clyde cody dagmar damon dante "
        "daphne dario darrell deepak delores denny derrick dieter dimitri dinesh dmitri dwayne edna "
        "eitan eleanor elke elmer elsie emil emilio emmanuel enzo erich ernst ethel eyal fabian "
        "fabio fatima federico ferdinand ferris filip florence florian francesca francesco francisco "
        "franco franz freddie freya friedrich gareth gaston geraldine gerhard gertrude "
        "gideon gil gilad giorgio giovanna giovanni giuseppe goran greta guido guillermo gunnar gustavo "
        "haim hamid hanna hassan heike heinrich heinz helga helmut hermann hilary hiroshi hugo humberto "
        "ignacio igor ilan ilya imran ines isabelle isadore itai jaap jacques jaime jairo jasper javed "
        "jean-pierre jeanette jeffery jens jessie jesus jimmie jimmy joachim joann joao joaquin jochen "
        "johann john-paul johnnie josephine juergen julian julien julio kamal kareem karsten katarina "
        "kathi katja katrin kazuo keiko kenji kiran klaus kristian kristoffer kumar kunal lana lars-erik "
        "leanna lenny leroy liam lillian lillie liza lorenzo luca lucien lucinda ludwig luigi lukas "
        "maddy manfred manish marcela marcelo marian marianne mariano marie-claude marina marjorie "
        "massimo mathias matteo matthias mauro maximilian megumi mei meir menachem michal "
        "micheal michel mildred minnie mohamed mohammad mohan mordechai moshe murali mustafa natasha "
        "neal neha nestor nicola nicolas niels nigel nikhil nikolai nils nitin noam norbert oded ofer "
        "oleg omer oren osama osman paddy paolo pascal patrice pauline pierre-yves pietro piotr pradeep "
        "prakash pramod prashant priya rafael rafi rahul rainer rajeev rajesh rakesh ram ramesh rami "
        "ramona rana randolph rashid raul reggie reinhard remy rene ricky roderick rohan roni ronit "
        "ronnie ruby rupert ryoichi sachin sal salim salman sameer samir sanjiv santiago sarita satish "
        "scotty sebastian serge sergei shai shankar shaul sheldon shimon shlomo siegfried sigrid "
        "silvia silvio siobhan stacey stavros stefano steffen steph stephane sumit sven-erik svetlana "
        "takashi takeshi tal tamar terrance thelma theo thierry tobin tomasz tommy torsten traci travers "
        "trish troy tuan tyrone udo ulf ulrich umberto uri uwe vadim venkat vicente vickie vikram viktor "
        "vinay vinod vishal vlad vladimir werner wilhelm willem wilma wolfgang xiaoming "
        "yael yair yan yaron yasmin yigal yoav yoram yossi yuki yves zachery zeev zev zvi "
        "ada ben alma amelia ana angel anita annette ari arnie art august ashok athena austin ava becca "
        "bella bennett beverly blaine bo bob bobby brook brooke bruno bud buddy candace candice carleton "
        "carlos carmela carolina carter cecil cecilia celeste chandler charlene charlie charlotte "
        "chester christa christian chuck cole colin constance corey cornelius cyndi cyrus damian "
        "danielle danny daryl deanna debby dee deidre delia della desmond diego dina dolores dominick "
        "dora drake duncan dustin earl eddy edith eduardo eli elena elias elise ella elsa emma enrique "
        "erick ernesto esther eunice eve fernando fiona flora fletcher frederick gerry gilbert giles "
        "gladys glenda gus gwen hank hans harris hazel hector heath henrik hope hunter ida ingrid irving "
        "isabel israel jackson jacqueline jamal janis jasmine javier jeannette jenna jennie jeremiah "
        "joanna jocelyn joey johan johnathan jonah jorge josefina juanita judd judi judson juliet kai "
        "karim kathie katy kay kendall kennedy kirby kit kurtis lacey lane larissa lars latoya leland "
        "lila lilian lily linus logan lonnie loren lorna lorrie lottie lucas lucia lucille luis luther "
        "lydia lyle mabel maggie malcolm manuel marcel marco maria mariana mario marissa marta mason "
        "mathew mattie maude mavis maxine melvin mercedes merrill mickey miguel mikael mikhail milo "
        "missy mitch mort moses muriel myles myrna nadia nan nate nathaniel naveen nellie nicky nikki "
        "noah norma olga olive olivia omar oscar pablo parker pat pearl pedro penelope philippa pierre "
        "polly priscilla quinn ramon raj ravi reed renata rex ricardo rich robbie roberto robbin rolf "
        "roland roman ron rosa rosalind rosemarie roxanne ruben rusty salvador sanford sergio sherman "
        "sherwood simona skip sofia sophia stewart sunil suresh sven sybil sydney tad tamara tara "
        "tatiana teddy tess thea timothy tobias tomas trent trevor ty ursula van vera vicky vijay "
        "vincenzo viola virginia vivek wally ward wes wilfred willard willie winston xavier yolanda yuri "
        "zoe "
        "alvin andria aileen amber antonio arlene arnold avery bart bernie bert blair blake brandi "
        "brendan brent bridget byron calvin cameron carmen carrie cary casey chad chip clark clayton "
        "cliff clifford clint cory courtney craig curtis daisy darlene darren darryl denise derek devin "
        "dirk dominic doris dorothy drew duane dwight edgar edwin elliot elliott ernest ernie ethan eva "
        "evelyn felicia felix floyd francis frances francine gabriel gail garrett geoff geoffrey gina "
        "gordon graham guy hannah harriet harvey herb herbert herman hillary howie ira irene isaac ivy "
        "jackson janine jeanne jeannie jodi jody johanna jon jonas joshua josie judd kaitlin kara karin "
        "karla katharine katrina kaz kelley kellie kendra kent kimberley kirk kirsten kristin kristina "
        "kristy larissa leanne leigh lena leonora lester lew lionel lois loretta lorraine lynda lynne "
        "mae malcolm mandy marcy margo marisa marlene marta maryann maura maurice merle meredith mia "
        "mick miles milton mindy miriam moira mona morris murray myra nadine naomi ned nelson nina noel "
        "nora otto owen page paige patsy perry pete preston quentin raphael regina reginald reid rhonda "
        "robyn rocco rodger rosemary rudy rufus sabrina sanjay saul seth shane shari shaun shawn shelly "
        "sherri sonia spencer stefan stefanie stella stephan sterling stu suzan suzy tanya terrence "
        "theodore tina toby tonya tricia trudy vern vernon virgil wanda wendell whitney wilbur wilson "
        "yolanda yvonne zachary "
        "aaron adam alan albert alex alexander alice alison allen allison amanda amy andrea andrew "
        "andrew angela ann anna anne anthony april arthur "
        "ashley barbara barry becky benjamin bernard beth betty bill bob bonnie brad bradley brandon "
        "brenda brett brian bruce bryan carl carla carol "
        "caroline carolyn catherine cathy charles cheryl chet chris christina christine christopher "
        "chuck cindy claire claudia colleen connie craig "
        "crystal curt cynthia dale dan dana daniel dave david dawn dean deb debbie deborah debra dennis "
        "diana diane dick don donald donna doug douglas "
        "ed eddie edward eileen elaine elizabeth ellen emily eric erica erik erika erin eugene evan "
        "frank fred gary gene george gerald gerard gerry glen "
        "glenn gloria grace greg gregory gretchen hal harold harry heather heidi helen helene henry "
        "holly howard hugh ian ivan jack jackie jacob jake james "
        "jamie jan jane janet janice jared jason jay jean jeff jeffrey jen jennifer jenny jeremy jerome "
        "jerry jesse jessica jill jim jo joan joanne joe joel john "
        "johnny jon jonathan jordan jose joseph josh joshua joy joyce juan judith judy julia julie june "
        "justin karen karl kate katherine kathleen kathryn kathy "
        "katie keith kelly ken kenneth kerry kevin kim kimberly kris kristen kurt kyle lance larry laura "
        "lauren laurie lawrence leah lee leo leon leonard leslie "
        "lewis linda lindsay lisa liz lloyd lori lou louis louise lucy luke lynn marc marcia marcus "
        "margaret maria marie marilyn marion mark marsha martha martin "
        "marty marvin mary matt matthew maureen max megan melanie melinda melissa michael michele "
        "michelle mike mitch mitchell molly monica nancy natalie nathan "
        "neil nicholas nick nicole norman oliver pam pamela pat patricia patrick patti paul paula peggy "
        "penny peter phil philip phillip phyllis rachel ralph randall "
        "randy ray raymond rebecca renee rich richard rick rita rob robert roberta robin rod rodney "
        "roger ron ronald rose ross roy russ russell ruth ryan sally sam "
        "samantha samuel sandra sandy sara sarah scott sean sharon shannon sheila shelley sherry shirley "
        "sid sidney simon stacy stan stanley stephanie stephen steve "
        "steven stewart stuart sue susan suzanne sylvia tammy tara ted teresa terri terry thad theresa "
        "thomas tiffany tim timothy tina todd tom tony tracy travis "
        "trisha tyler valerie vanessa veronica vicki vicky victor victoria vince vincent virginia vivian "
        "wade walter warren wayne wendy wesley will william zach"
    )
)


_DESK_STARTS = frozenset(
    ("corporate", "investor", "investors", "media", "press", "financial", "shareholder", "external", "government")
)
_DESK_ENDS = frozenset(("relations", "communications", "affairs"))


# A desk by its full name, perhaps the company's: "Investor Relations", "Acme Media Relations Team", "Press Office"
_DESK = re.compile(
    r"\W{0,3}(?:[A-Z][\w&.'’\-]{0,24}\s(?!Public)){0,3}(?:Investors?|Media|Press|Public|Shareholders?|Stockholders?|Analysts?|Financial"
    r"|Corporate|Community|Government)(?:\s?(?:&|and|/)\s?[A-Z]\w{2,14})?\s(?:Relations|Communications|Affairs|Inquiries"
    r"|Enquiries|Contacts?|Team|Desk|Office|Department|Hotline|Line)(?:\s(?:Team|Desk|Department|Contacts?))?\W{0,3}"
    r"|\W{0,3}(?:Shareholder|Stockholder|Unitholder|Investor)s?(?:['’]s?)? Services\W{0,3}"
)
DESK_WORDS = (
    "elations",
    "Services",
    "ommunications",
    "ffairs",
    "quiries",
    "ontact",
    "Team",
    "Desk",
    "Office",
    "Department",
    "Hotline",
)


def is_desk(text: str) -> bool:
    """The name of a desk and nothing else, in large and small letters."""
    return len(text) < 80 and any(word in text for word in DESK_WORDS) and bool(_DESK.fullmatch(text.strip()))


# A title that the line's end has cut: "Chief Financial" above "Officer", "Executive Vice" above "President"
_CUT_TITLE = re.compile(
    r"(?:Chief (?:Financial|Executive|Operating|Technology|Information|Medical|Scientific|Marketing|Accounting)"
    r"|(?:(?:Senior|Executive|Corporate|Group) )?Vice|Senior (?:Executive )?Vice|General)",
    re.I,
)


# What a vice president is of: "Vice President, Capital Markets"; words of firms too, but none alone is one
_DEPARTMENT = re.compile(
    r"(?:(?:Corporate|Global|Group|Strategic|Business|Capital|Risk|Supply|Information|Human|Product)\s)?"
    r"(?:Markets|Treasury|Tax|Strategy|Development|Finance|Planning|Initiatives|Sustainability|Chain|Research|Engineering"
    r"|Exploration|Technology|Law|Management|Compliance|Resources|Administration|Operations|Reporting|Analysis)"
    r"(?:\s(?:&|and)\s[A-Z][a-z]{2,14}(?:\s[A-Z][a-z]{2,14})?)?"
)


_BETWEEN_WORDS = re.compile(r"[\s/\-–]+")
_OFFICER = re.compile(
    r"\b(?:Vice President|VP|Director|Manager|Officer|President|Chairman|Treasurer|Controller|Relations|Counsel)\b"
)


def is_title(text: str) -> bool:
    """A role as printed: "Investor Relations", "Vice President, Finance", "Corporate & Investor Relations"."""
    if is_desk(text):
        return True
    words = [w.strip(".,()").casefold() for w in _BETWEEN_WORDS.split(text) if w.strip(".,()")]
    if not words or len(words) > 12:
        return False
    known = [w in _TITLE_WORDS for w in words]
    if all(known):
        return any(w in _TITLE_HEADS for w in words) or _CUT_TITLE.fullmatch(text.strip(" ,")) is not None
    if not known[0] and words[-2:] == ["public", "relations"]:
        return False  # "Finch & Rowe Public Relations" is an agency
    if len(words) <= 5 and words[-1] in _DESK_ENDS and words[-2:-1] and words[-2] in _DESK_STARTS:
        return True  # "Acme Corporate Communications" is the company's desk, "Hale Communications" a firm
    if sum(known) * 3 < len(words) * 2 - 1:
        return False
    return _OFFICER.search(text) is not None and not _FIRM.search(text[-6:])


def is_department(text: str) -> bool:
    return _DEPARTMENT.fullmatch(text) is not None


def is_firm(text: str) -> bool:
    return bool(_FIRM.search(text)) and not is_title(text)


_NO_PERSON = re.compile(
    r"\b(?:Street|Avenue|Road|Drive|Suite|Floor|Plaza|Boulevard|Box|Website|Internet|News|Release"
    r"|Press|Page|Web|Site|Home|Toll|Free|Quarter|Results|Announces|Reports|New York|San|Los|Tables"
    r"|Follow|Exhibit|Immediate|FOR|THE|AND|RELEASE|Contacts?|CONTACTS?|Information|Dear|United|States)\b"
)


def is_person(text: str, companies: tuple[str, ...] = ()) -> bool:
    """A person's name and nothing else. Two capitalised words may be a firm ("Low Stone"): see ``likely_person``."""
    text = text.strip().rstrip(",;")
    m = PERSON.fullmatch(text)
    if not m or is_title(text) or is_firm(text) or len(text) > 60:
        return False
    plain = text.casefold()
    if any(plain == c or plain in c for c in companies if c):
        return False
    return _NO_PERSON.search(text) is None


_ADDRESSED = re.compile(r"^(?:Mr|Ms|Mrs|Dr|Prof)\.?\s")
_WORD_END = re.compile(r"[\s.]")
_WITH_INITIAL = re.compile(r"(?:^|\s)[A-Z]\.\s")


def likely_person(text: str) -> bool:
    """Has it a first name we know, an initial or an honorific? Then it is hardly a firm."""
    text = _ADDRESSED.sub("_ ", text.strip())
    first = _WORD_END.split(text, maxsplit=1)[0].casefold()
    return first == "_" or first in FIRST_NAMES or _WITH_INITIAL.search(text) is not None
