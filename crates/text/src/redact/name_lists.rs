//! Given names and surnames, and words that look like names but are not.

/// Common English given names, in lower case and in order.
pub const GIVEN: &[&str] = &[
    "aaron", "abby", "abigail", "adam", "adrian", "aisha", "alan", "albert", "alex", "alexander", "alexandra", "alexis", "alice",
    "alicia", "alison", "allison", "amanda", "amber", "amelia", "amir", "amy", "ana", "andrea", "andrew", "andy", "angela",
    "anita", "ann", "anna", "anne", "anthony", "antonio", "arjun", "arthur", "ashley", "audrey", "barbara", "becky", "ben",
    "benjamin", "bernard", "beth", "betty", "beverly", "bob", "brad", "brandon", "brenda", "brian", "bruce", "bryan", "caleb",
    "cameron", "carl", "carla", "carlos", "carmen", "carol", "caroline", "catherine", "charles", "charlotte", "chloe", "chris",
    "christian", "christina", "christine", "christopher", "cindy", "claire", "clara", "colin", "connor", "craig", "cynthia",
    "dan", "dana", "daniel", "danielle", "darren", "dave", "david", "dawid", "dean", "deborah", "debra", "denise", "dennis",
    "derek", "diana", "diane", "diego", "donald", "donna", "dorothy", "douglas", "dylan", "edward", "eileen", "elaine", "eleanor",
    "elena", "elizabeth", "ella", "ellen", "emily", "emma", "eric", "erica", "erin", "ethan", "eva", "evelyn", "fatima",
    "fiona", "frances", "francis", "fred", "gareth", "gary", "george", "georgia", "gerald", "gloria", "graham", "greg",
    "gregory", "hannah", "harold", "harriet", "harry", "hassan", "heather", "helen", "henry", "holly", "howard", "hugh", "ian",
    "ibrahim", "isaac", "isabel", "isabella", "ivan", "jacob", "jacqueline", "jake", "james", "jamie", "jan", "jane", "janet",
    "janice", "jasmine", "jason", "jay", "jean", "jeff", "jeffrey", "jennifer", "jenny", "jeremy", "jerry", "jesse", "jessica",
    "jill", "jim", "jimmy", "joan", "joanna", "joanne", "joe", "joel", "john", "johnny", "jonathan", "jose", "joseph", "joshua",
    "juan", "judith", "judy", "julia", "julian", "julie", "karen", "karl", "kate", "katherine", "kathleen", "kathryn", "kathy",
    "katie", "keith", "kelly", "ken", "kenneth", "kevin", "kim", "kimberly", "kyle", "laura", "lauren", "lee", "leo", "leon",
    "leonard", "lewis", "liam", "linda", "lisa", "logan", "lori", "louis", "louise", "lucas", "lucinda", "lucy", "luis", "luke",
    "lynn", "madison", "maggie", "malik", "marcus", "margaret", "maria", "marie", "marilyn", "mario", "martha", "martin", "mary",
    "matt", "matthew", "maureen", "megan", "melanie", "melissa", "michael", "michelle", "miguel", "mike", "mohamed", "mohammed",
    "molly", "monica", "nancy", "naomi", "natalie", "nathan", "neil", "nicholas", "nick", "nicola", "nicole", "nina", "noah",
    "nora", "oliver", "olivia", "omar", "oscar", "owen", "pamela", "patricia", "patrick", "paul", "paula", "peter", "philip",
    "phillip", "phyllis", "pooja", "priya", "rachel", "rahul", "ralph", "raymond", "rebecca", "richard", "robert", "robin",
    "roger", "ronald", "rosa", "ross", "roy", "russell", "ruth", "ryan", "sally", "sam", "samantha", "samuel", "sandra", "sara",
    "sarah", "scott", "sean", "shane", "sharon", "shaun", "shirley", "simon", "sofia", "sophia", "sophie", "stacey", "stephanie",
    "stephen", "steve", "steven", "stuart", "sue", "susan", "suzanne", "sylvia", "tara", "teresa", "terry", "theresa", "thomas",
    "tim", "timothy", "tina", "todd", "tom", "tony", "tracy", "travis", "tyler", "valerie", "vanessa", "vera", "veronica",
    "victor", "victoria", "vincent", "virginia", "walter", "wayne", "wendy", "william", "yolanda", "yusuf", "zach", "zachary",
    "zoe",
];

/// Words inside a name that need no capital.
pub const PARTICLES: &[&str] = &["de", "van", "von", "der", "da", "di", "la", "del", "bin", "al"];

/// Words that end a spoken name.
pub const NOT_NAMES: &[&str] = &[
    "a", "about", "account", "actually", "address", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at",
    "back", "be", "because", "been", "but", "by", "calling", "can", "card", "could", "customer", "did", "do", "email", "for",
    "from", "going", "good", "got", "had", "has", "have", "having", "he", "hello", "here", "hi", "how", "i", "i'd", "i'll",
    "i'm", "i've", "if", "in", "is", "isn't", "it", "it's", "its", "just", "like", "ma'am", "may", "me", "my", "new", "no",
    "not", "now", "number", "of", "okay", "on", "or", "our", "out", "phone", "please", "really", "right", "she", "sir", "so",
    "sorry", "speaking", "spelled", "spelt", "still", "support", "sure", "team", "thank", "thanks", "that", "that's", "the", "there", "they",
    "this", "to", "today", "too", "trying", "very", "was", "we", "well", "were", "what", "what's", "when", "where", "which",
    "who", "why", "will", "with", "would", "wrong", "yeah", "yes", "you", "your", "everyone", "folks", "guys", "madam", "all",
    "service", "care", "help", "manager", "agent", "one", "two", "correct", "misspelled", "different", "listed", "under",
    "android", "apple", "mac", "iphone", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "then",
    "spell", "mr", "mrs", "ms", "miss", "dr", "first", "last", "full", "name", "user", "uh", "um", "er", "only", "date",
    "how's", "let", "let's", "glad", "happy", "unable", "currently", "using", "afraid", "being", "getting", "looking",
];

/// Given names that are also words: masked only when written with a capital.
pub const ALSO_WORDS: &[&str] = &[
    "art", "bill", "chase", "christian", "dean", "dawn", "faith", "frank", "gene", "grace", "grant", "hope", "jack", "jay", "jean",
    "joy", "lee", "major", "mark", "max", "may", "miles", "pat", "penny", "price", "rich", "rob", "robin", "rose", "sky", "sue", "summer",
    "will", "young", "king", "long", "page", "wells", "best", "love", "day", "white", "black", "brown", "green", "case", "ross", "art",
];

/// Titled names that are products, films or plays.
pub const TITLED: &[&str] = &["pepper", "bean", "robot", "doubtfire", "who", "strange", "martens", "muscle", "clean", "universe", "world", "marvel", "potato"];

/// Chinese surnames of one character, without those that are mostly words.
pub const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁沈任姚卢姜崔钟谭陆汪范石廖贾韦夏付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师高于金常";

/// Chinese surnames of two characters.
pub const DOUBLE_SURNAMES: &[&str] = &["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯", "宇文", "端木"];
