//! Stop words: words so frequent that they say nothing about what a text is about.
//!
//! They are indexed like any other, count in phrases, and are left out of a query only where other words
//! remain. The lists are data; all words stand in folded form ([`super::fold()`]). "us" is left off on purpose,
//! for "U.S." folds to it; "it" and "who" stay on: as acronyms they are rare, and a query can insist on them.

use super::stem::Language;

/// Function words of English: determiners, pronouns, prepositions, conjunctions, auxiliaries, and the
/// contractions as the tokenizer leaves them.
const ENGLISH: &str = "a about above after again against all also am an and any are arent as at be because been before being \
below between both but by can cannot cant could couldnt did didnt do does doesnt doing dont down during each either few for \
from further had hadnt has hasnt have havent having he hed hell her here hers herself hes him himself his how however i id if \
im in into is isnt it its itself ive just let like many may me might more most much must my myself neither no nor not of off \
on once only or other ought our ours ourselves out over own rather same she should shouldnt since so some such than that \
thats the their theirs them themselves then there theres these they theyd theyll theyre theyve this those though through \
thus to too under until unto up upon very via was wasnt we were werent weve what when where whether which while who whom \
whose why will with within without wont would wouldnt yet you your youre yours yourself yourselves youve";

const FRENCH: &str = "a ai ainsi alors au aucun aussi autre aux avait avant avec avoir c ce ceci cela celle celles celui ces cet \
cette ceux chaque comme comment d dans de deja depuis des donc dont du elle elles en encore entre est et etaient etait etant \
ete etre eu fait il ils j je jusqu jusque l la le les leur leurs lors lorsqu lorsque lui m ma mais me meme memes mes mon n ne \
ni nos notre nous on ont ou par parce pas pendant peu peut plus pour pourquoi puis qu quand que quel quelle quelles quels qui \
quoi s sa sans se selon sera ses si son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une vers voici \
voila vos votre vous y";

const GERMAN: &str = "aber alle allem allen aller alles als also am an ander andere anderen anderer anderes auch auf aus bei bin \
bis bist da damit dann das dass dein deine dem den denn der des dessen deshalb die dies diese diesem diesen dieser dieses doch \
dort du durch ein eine einem einen einer eines einige er es etwas euch euer fur gegen habe haben hat hatte hatten hier hin hinter \
ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jene jetzt kann kein keine keinem keinen \
keiner konnen konnte mein meine mit muss nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit sich \
sie sind so soll sollte sondern sonst uber um und uns unser unter viel vom von vor war waren was weil welche welcher wenn wer \
werden wie wieder will wir wird wo wurde wurden zu zum zur zwar zwischen";

const SPANISH: &str = "a al algo algunas algunos ante antes aquel asi aun aunque bajo bien cada como con contra cual cuales cuando de \
del desde donde dos durante e el ella ellas ellos en entre era eran es esa esas ese eso esos esta estaba estado estan estar estas \
este esto estos fue fueron ha habia han hasta hay la las le les lo los mas me mi mientras mucho muchos muy nada ni no nos nosotros \
o os otra otras otro otros para pero poco por porque pues que quien quienes se sea segun ser si sido sin sobre son su sus tal \
tambien tanto te tiene tienen toda todas todo todos tu un una unas uno unos y ya yo";

const ITALIAN: &str = "a ad agli ai al all alla alle allo anche ancora avere aveva c che chi ci cio come con contro cui d da dagli dai \
dal dall dalla dalle dallo degli dei del dell della delle dello di dopo dove e ed era erano essere fino fra gia gli ha hanno i il in \
io l la le lei li lo loro lui ma me mentre mi molto ne negli nei nel nell nella nelle nello no noi non nostro o ogni per perche piu \
po poi prima qual quale quando quanto quel quella quelle quelli quello questa queste questi questo qui s se sei si sia siamo solo \
sono su sua sue sugli sui sul sull sulla sulle sullo suo suoi tra tu tutti tutto un una uno vi voi";

const PORTUGUESE: &str = "a ao aos aquela aquele as ate com como contra da das de dela dele deles depois do dos durante e ela elas ele \
eles em entre era eram essa esse esta estao estava este eu foi foram ha isso isto ja la lhe mais mas me mesmo meu muito na nao nas \
nem no nos o os ou para pela pelas pelo pelos por porque quais qual quando que quem sao se sem ser seu seus sido so sobre sua suas \
tambem te tem tendo ter teve um uma umas uns voce";

const DUTCH: &str = "aan al alle als ben bij dan dat de der deze die dit doch door dus een en er geen had hadden haar heb hebben heeft \
hem het hier hij hoe hun ik in is ja je kan kon maar me meer men met mij mijn naar niet niets nog nu of om omdat onder ons ook op over \
reeds te tegen toch toen tot u uit uw van veel voor want waren was wat werd wezen wie wij wil worden wordt zal ze zei zelf zich zij \
zijn zo zonder zou";

const TURKISH: &str = "acaba ama ancak asla bana bazi belki ben beni benim bile bir biri birkac biz bizim bu buna bunu bunun cok cunku da \
daha de defa degil diye en eger gibi hem hep her hic icin ile ise kadar ki kim mi mu nasil ne neden nerede o ona onlar onu onun oysa \
sadece sen siz su tum ve veya ya yani";

/// Arabic, in the forms that folding leaves: plain alef, heh for ta marbuta, yeh for alef maqsura.
const ARABIC: &str = "من الي علي في عن مع هذا هذه ذلك تلك هو هي هم هن انا نحن انت كان كانت يكون تكون ان انه انها قد لقد ما لا لم لن ليس ليست \
الذي التي الذين اللذين اللتين او ثم بل لكن حتي اذا كما كل بعض غير بين بعد قبل عند منذ خلال حول ضد دون تحت فوق امام وقد وان ولا وفي \
ومن وهو وهي كذلك ايضا لدي هناك هنا به بها فيه فيها منه منها عليه عليها له لها لهم الا اي حيث فقط";

const PERSIAN: &str =
    "از به با در بر براي تا را كه اين ان يك هم نيز و يا اما اگر است بود شد شده مي هر بين پس چون هيچ خود ما شما انها او";

const RUSSIAN: &str = "а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее если есть \
еще же за здесь и из или им их к как ко когда кто ли либо между меня мне может мы на над надо наш не него нее нет ни них но ну о об \
однако он она они оно от очень по под при с со так также такой там те тем то того тоже той только том ты у уже хотя чего чей чем что \
чтобы чье эта эти это этот я";

/// Particles, pronouns and auxiliaries of scripts that put no blanks between words, each of one letter: Chinese, Japanese.
const UNSPACED: &str = "的 了 在 是 和 与 與 及 也 就 都 而 等 之 于 於 对 對 从 從 被 把 将 將 着 著 吗 嗎 呢 吧 这 這 那 我 你 他 她 它 们 們 并 並 或 但 以 为 為 \
へ は が を に の で と も や か ね よ た だ て";

/// The stop words of an index: those of its language, and always those of the scripts that name their language.
#[derive(Clone, Debug)]
pub struct StopWords {
    /// Sorted; a query has few words, so a search by halves is all the speed it needs.
    words: Vec<&'static str>,
}

impl StopWords {
    /// The lists for words in Latin script of `language`, those for Arabic, Persian and Russian, and those of scripts without blanks.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let latin = match language {
            Language::English => ENGLISH,
            Language::French => FRENCH,
            Language::German => GERMAN,
            Language::Spanish => SPANISH,
            Language::Italian => ITALIAN,
            Language::Portuguese => PORTUGUESE,
            Language::Dutch => DUTCH,
            Language::Turkish => TURKISH,
            Language::None
            | Language::Danish
            | Language::Finnish
            | Language::Hungarian
            | Language::Norwegian
            | Language::Romanian
            | Language::Swedish => "",
        };
        let mut words: Vec<_> =
            [latin, ARABIC, PERSIAN, RUSSIAN, UNSPACED].iter().flat_map(|list| list.split_ascii_whitespace()).collect();
        words.sort_unstable();
        words.dedup();
        Self { words }
    }

    /// All of them, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.words.iter().copied()
    }

    /// Whether a folded word is on the list.
    #[must_use]
    pub fn contains(&self, folded: &str) -> bool {
        self.words.binary_search(&folded).is_ok()
    }
}
