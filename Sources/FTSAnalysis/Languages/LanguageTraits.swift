/// By what the words of a language are known. A change of it changes terms, and so the format of an index. Words and endings are as forms are: in lower case, without apostrophes, `ss` for
/// `ß`.
struct LanguageTraits {
  /// Its most frequent words, and frequent ones of reviews, that tell it from others; those that others have as well are in
  /// the lists of all of them.
  var words: String
  /// Its letters beyond ASCII.
  var letters = ""
  /// The scalars of its script, where that is another than Latin, and not in `letters`.
  var script: Range<UInt32>?
  /// How many of its words end.
  var endings = ""

  /// Those of a language of libstemmer; `nil` where none are known.
  static func of(_ language: String) -> LanguageTraits? { table[language == "porter" ? "english" : language] }

  private static let table: [String: LanguageTraits] = [
    "arabic": LanguageTraits(
      words: """
        في من على أن إلى هذا هذه التي الذي عن مع كان ما لا لم هو هي كل بعد قد ولا أو ثم بين
        """,
      script: 0x0600..<0x0700),
    "armenian": LanguageTraits(
      words: """
        եւ է են որ այս մի հետ իր համար կամ բայց եմ չի նա ես ինչ շատ դա մեջ ու
        """,
      script: 0x0530..<0x0590),
    "basque": LanguageTraits(
      words: """
        eta da ez dira bat ere du dute baina izan zen hau oso dut baino edo egin zuen dago nire \
        zer hori bere nik gara naiz
        """,
      letters: "ñ",
      endings: "etan aren ekin tzen tako aren"),
    "catalan": LanguageTraits(
      words: """
        i el la els les un una de del dels que és en per amb no es molt però com més aquest \
        aquesta són al als ha he hi va tot tots també ja si o perquè quan sense on meu seva
        """,
      letters: "àèéíïòóúüç",
      endings: "ció ment itat esa"),
    "danish": LanguageTraits(
      words: """
        og er det en et den til på som jeg der for med af ikke de har at var kan men vil om så \
        hvad min mig meget også eller fra være blev havde hvis når skal dette denne ud dig sig \
        noget nogen blive bliver bare hvordan hvorfor uden op derfor vores jeres deres får giver \
        tager siger igen nu mellem bedre kunne skulle ville efter selv lige både kun end her hun \
        han du vi hver alle ved
        """,
      letters: "æøåé",
      endings: "ede eret erne hed ende else"),
    "dutch": LanguageTraits(
      words: """
        de het een en van is dat niet op te zijn voor met die ik er maar om aan ook bij als dan \
        wat heb was naar je nog uit goed wel heeft door deze of dit mijn zeer heel werd worden \
        veel geen over kan niets altijd nooit want omdat toch zou zouden kunnen moet moeten jouw \
        hij zij wij ons onze hun haar zich tot tegen onder tussen zonder alle alles iets erg \
        mooi hebben had ben jij waar wie hoe waarom
        """,
      letters: "éëïöèüó",
      endings: "ing lijk heid tje aar erd ijn den"),
    "english": LanguageTraits(
      words: """
        the of and to a in is it you that was for on are with as i his they be at one have this \
        from or had by but not what all were we when your can said there an which she do how \
        their if will up other about out many then them these so some her would make like him \
        into time has two more very its my no than been who now just only dont didnt im good \
        great me too really also love loved best well much never ever even any should could why \
        where got get first while because after over off again works work here those such did \
        does doesnt cant wont ive thats youre thanks nice bad better worst thing things people \
        know think see watch buy bought use used still war man am
        """,
      endings: "ing ed ly ght tion ness ful ous ay ok ck ow ry ally ers ty ks ould"),
    "finnish": LanguageTraits(
      words: """
        ja on ei se että oli hän mutta ovat en kun niin joka kuin myös mitä hyvin olen jos tai \
        tämä sen ole vain minä sitä nyt olla tämän kanssa voi sekä hyvä eikä eivät sitten vielä \
        enemmän kuten jonka jotka siitä niitä he me te ilman kaikki
        """,
      letters: "äöå",
      endings: "ssa sta lla lta aan een inen ksi vat tti uu aa ien"),
    "french": LanguageTraits(
      words: """
        le la les de des et un une du est que qui en dans pour pas ne ce il elle je vous nous \
        sur avec plus au aux par mais se sont cette son sa ses très tout on ou été bien comme \
        fait être ont si leur même aussi cest jai a y trop sans mon quand quel quelle rien peut \
        peu beaucoup moi toi lui elles vos votre notre nos chez sous entre avant après encore \
        jamais toujours car donc où fois était avait avoir faire merci bon bonne ma ta mes tes vers
        """,
      letters: "éèêëàâçîïôùûüœ",
      endings: "eur eux ment tion ait ent ique ais ez aux esse oir eau que ent"),
    "german": LanguageTraits(
      words: """
        der die das und ist nicht ein eine einen einem einer zu den dem des in mit von für auf \
        es sich ich sie er wir ihr auch aber als an am im wie so bei oder wenn dass war noch \
        nach nur aus hat sind haben wird werden man mich mir sehr schon kann vom zum zur durch \
        über um mein meine dieser diese dieses was gut mehr kein keine hier doch immer habe \
        wurde sein bin ja nein alles vor bis leider gerne gern wirklich einfach ganz toll etwas \
        nichts viel viele wieder wurden wollte konnte sollte müssen muss können gibt geht macht \
        denn damit dann da ob weil zwar also beim ins ihm ihn ihre ihrer ihren seine seiner \
        seinen unser uns euch euer mal nun weg gegen ohne unter zwischen während seit bereits \
        sogar waren hatte hatten wäre hätte weder dich dir du danke
        """,
      letters: "äöü",
      endings: "en cht ung lich isch heit keit ern eln sch ier nn tz lle enn bar cke"),
    "greek": LanguageTraits(
      words: """
        και το η ο να του την τα που με για από τησ στο οι είναι δεν στη θα μια ένα αλλά πολύ σε \
        αυτό μου
        """,
      script: 0x0370..<0x0400),
    "hindi": LanguageTraits(
      words: """
        है के में की और का से को हैं पर यह ने नहीं भी कि एक था वह इस हो बहुत कर लिए मैं तो थी
        """,
      script: 0x0900..<0x0980),
    "hungarian": LanguageTraits(
      words: """
        a az és hogy nem is egy van de ez volt ha csak meg már mint még azt el kell vagy nagyon \
        ezt jó mert nincs lehet amikor olyan minden én ki fel sem mely amely ezek azok által \
        között alatt nélkül után előtt mind lesz lett szerint valamint pedig
        """,
      letters: "áéíóöőúüű",
      endings: "ek ok nak nek ban ben val vel ott ett tal sz gy ny kat"),
    "indonesian": LanguageTraits(
      words: """
        yang dan di ini itu dengan untuk dari tidak pada saya dalam akan ada adalah bisa ke \
        sudah juga karena oleh kami kita anda sangat atau tapi lebih seperti
        """,
      endings: "kan nya lah ang"),
    "irish": LanguageTraits(
      words: """
        agus an na is ar go ní tá bhí le don mar sé sí nach ach a ó níl seo sin ag do leis gach \
        anmhaith iad mé
        """,
      letters: "áéíóú",
      endings: "ach igh adh int idh"),
    "italian": LanguageTraits(
      words: """
        il la di che e è un una in per non del della le lo con si da i al sono come ma ho più \
        questo questa gli nel alla dei anche molto mi ha se ed o dal sul ai io tutto cè perché \
        suo sua bello bella questi queste quando dove senza fra tra sempre mai ancora essere \
        stato stata era erano aveva fare può tanto così però quindi dopo prima grazie chi nulla \
        niente ogni uno suoi a
        """,
      letters: "àèéìòù",
      endings: "ione are ere ire ato ata ita ello ella nte mente gli issimo zza tto io"),
    "lithuanian": LanguageTraits(
      words: """
        ir yra kad tai į ne su iš bet aš labai kaip buvo tik jau ar per nuo apie tas jis už dar \
        kas mano jo
        """,
      letters: "ąčęėįšųūž",
      endings: "as is us ai iu os ti"),
    "nepali": LanguageTraits(
      words: """
        छ र को मा ले हो छन् पनि यो गर्न भने थियो लागि तर नेपाल गरेको हुन्छ म लाई
        """,
      script: 0x0900..<0x0980),
    "norwegian": LanguageTraits(
      words: """
        og er det en et den til på som jeg for med av ikke de har å at var kan men vil om så hva \
        min meg meget også eller fra være ble hadde hvis når skal dette etter veldig ut deg seg \
        noe noen bli blir bare hvordan hvorfor uten opp derfor vår våre deres gir tar sier igjen \
        nå mellom bedre kunne skulle ville selv like både enn hun han du vi hver alle ved mye
        """,
      letters: "æøåéòóô",
      endings: "sjon het ene ende lse"),
    "portuguese": LanguageTraits(
      words: """
        o a os as de do da que e em um uma para com não é se no na por mais dos das mas foi ao \
        ele ela muito como eu ou isso seu sua já quando nos são está também meu minha bem só tem \
        isto esta este pelo pela pelos aos nas num numa sem sobre entre até ser ter tinha há \
        fazer pode podem quem onde sempre nunca ainda depois então porque obrigado você
        """,
      letters: "áâãàçéêíóôõúü",
      endings: "ado ada dade mente eiro em inho os as ar"),
    "romanian": LanguageTraits(
      words: """
        și de la în a cu pe nu este un o să din care ce mai am că se pentru sunt dar foarte au \
        fi ca era prin sau acest această lui si sa fost dacă când unde fără după între toate \
        mult bine acesta aceste unui unei lor nici tot cel cea
        """,
      letters: "ăâîșțşţ",
      endings: "ul ului ea ele lor oase are at"),
    "russian": LanguageTraits(
      words: """
        и в не на что я с он как это по но она к у из за так же от мы вы бы его все только о был \
        очень для мне если или есть ты уже нет да а
        """,
      letters: "абвгдежзийклмнопрстуфхцчшщъыьэюяё"),
    "serbian": LanguageTraits(
      words: """
        и је у да се на не су за од са као али што то ми сам или u je i da se na ne su za od sa \
        kao ali što to mi sam ili nije bio ovo veoma koji koja ја није био ово веома који која
        """,
      letters: "čćđšžабвгдђежзијклљмнњопрстћуфхцчџш",
      endings: "iti ati anje enje og om ski nost"),
    "spanish": LanguageTraits(
      words: """
        el la de que y en los las un una es no por con para del se lo al como más pero su me muy \
        este esta si sin ya son le ha mi hay todo también está fue sus porque cuando o nada bien \
        te yo donde sobre entre hasta desde eso ese esa estos estas hace hacer ser estar tiene \
        tengo buen bueno buena mejor nunca siempre gracias mucho mucha aunque era eran a le les nos mis tus
        """,
      letters: "áéíñóúü",
      endings: "ado ada dad mente os as ar iendo cia"),
    "swedish": LanguageTraits(
      words: """
        och är det en ett den till på som jag för med av inte de har att var kan men om så vad \
        min mig mycket också eller från vara blev hade när ska detta denna ut dig sig något \
        någon bli blir bara hur varför utan upp därför vår våra deras får ger tar säger igen nu \
        mellan bättre kunde skulle ville efter själv lika både än hon han du vi varje alla vid
        """,
      letters: "åäöé",
      endings: "ska ade orna arna ning het ande lig skt"),
    "tamil": LanguageTraits(
      words: """
        ஒரு இந்த என்று மற்றும் இது நான் என அந்த உள்ள மிகவும் என்ன இல்லை அது
        """,
      script: 0x0B80..<0x0C00),
    "turkish": LanguageTraits(
      words: """
        ve bir bu da de için çok ile o ne ben var ama gibi daha en kadar olarak sonra değil ki \
        mi mı yok şey her bana olan güzel iyi olduğu veya ise olur üzere tüm bütün böyle şu bunu \
        onun benim senin sadece yeni iki
        """,
      letters: "çğışöüâî",
      endings: "lar ler dan den yor lik mak mek dir"),
    "yiddish": LanguageTraits(
      words: """
        און איז די דער אין דאָס אַז צו מיט איך ניט נישט פֿון א פון האט ער זי
        """,
      script: 0x0590..<0x0600),
  ]
}
