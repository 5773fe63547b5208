//! Cues: words that say what a value next to them is, English and Chinese.

/// Words by cue; a phrase beats the shorter phrase inside it.
pub const WORDS: &[(Cue, &str)] = &[
    (
        Cue::Card,
        "card number|card no|card|credit card|debit card|visa|mastercard|amex|american express|long number|16 digits|sixteen digits|pan number|card ending|card details|卡号|银行卡|信用卡|储蓄卡|借记卡|银行卡号|信用卡号|卡片号码",
    ),
    (
        Cue::Cvv,
        "cvv|cvc|cvv2|cvc2|cid|security code|three digits on the back|3 digits on the back|back of the card|back of your card|back of my card|three digit code|3 digit code|three digit|four digit code on the front|安全码|背面三位|后三位数字|卡背面|校验码|背后三位|背面的三位|背面后三位",
    ),
    (Cue::Expiry, "expiry|expiry date|expiration|expiration date|exp date|exp|expires|expiring|valid until|valid thru|good through|有效期|到期日|有效日期|有效期到"),
    (Cue::Pin, "pin|pin number|pin code|pass code|passcode|personal identification number|取款密码|支付密码|交易密码|查询密码|pin码"),
    (Cue::Password, "password|passphrase|pwd|passwd|pass word|密码|口令|登录密码"),
    (
        Cue::Otp,
        "one time code|one-time code|one time password|one-time password|one time passcode|one-time passcode|otp|verification code|verify code|authentication code|security passcode|code we sent|code i sent|code sent to|texted you a code|sent you a code|six digit code|6 digit code|the code is|code is|my code|验证码|动态码|校验密码|动态密码|短信码|短信验证码",
    ),
    (
        Cue::Account,
        "account number|account no|acct|acct number|bank account|checking account|savings account|account ending|sort code|routing number|routing|aba|account num|iban|账号|帐号|账户|银行账号|银行账户|开户账号|account is",
    ),
    (
        Cue::Phone,
        "phone|phone number|telephone|telephone number|mobile|mobile number|cell|cell number|cellphone|contact number|callback number|call back number|tel|fax|landline|home number|work number|call me|call me back|text me|reach me|reach me at|reach you|ring me|whatsapp|my number|your number|number on file|best number|phone no|手机|手机号|手机号码|电话|电话号码|联系电话|联系方式|座机|来电号码|致电我|打我|本机号码|号码|传真",
    ),
    (Cue::Number, "number|numbers|digits|数字"),
    (
        Cue::Business,
        "customer care|phone in|call in to|call in at|call in on|call us|our number|our team|our helpline|helpline|hotline|customer service|customer services|call our|contact us|give us a call|reach us|toll free|toll-free|freephone|our office|our line|phone us|ring us|calling us|support line|our support|our customer|热线|拨打|qq客服|qq在线客服|客服qq|在线qq|在线客服qq|客服（|客服电话|服务热线|客服热线|投诉电话|官方电话|联系我们|致电我们",
    ),
    (
        Cue::Id,
        "social security|social security number|ssn|social|itin|tax id|taxpayer|ein|national insurance|national insurance number|ni number|nino|nhs|nhs number|social insurance|sin number|sin|tax file number|tfn|medicare|medicare number|aadhaar|aadhar|pan card|passport|passport number|driver's license|drivers license|driver license|driving licence|driver's licence|driving license|license number|licence number|id number|identity card|id card|national id|身份证|身份证号|身份证号码|证件号|证件号码|护照|护照号|港澳通行证|通行证|台胞证|社保号|社保卡号|身份号码|居民证|回乡证",
    ),
    (Cue::Birth, "date of birth|dob|d.o.b|born on|was born|born|birthday|birth date|birthdate|date of your birth|出生日期|出生|生日|出生年月|生于"),
    (
        Cue::Order,
        "order|orders|order number|order no|order id|tracking|tracking number|reference|reference number|ref|ref number|ticket|ticket number|case|case number|case id|invoice|invoice number|booking|booking number|booking reference|confirmation|confirmation number|confirmation code|serial|serial number|imei|model|model number|version|error|error code|flight|build|sku|item|item number|product|part number|claim|claim number|policy|policy number|shipment|parcel|package|transaction|transaction id|transaction number|request|request no|sr|incident|complaint|complaint number|reservation|pnr|barcode|isbn|vin|account manager|meter|member number|membership|loyalty|train|订单|订单号|订单编号|单号|快递单号|运单号|运单|物流单号|工单|工单号|流水号|交易号|编号|工号|版本|型号|序列号|票号|航班|发票|发票号|保单号|会员号|快递|包裹|货号|批次|参考号|案件号",
    ),
    (Cue::LastFour, "ending in|ending with|ends in|ends with|last four|last 4|last four digits|last 4 digits|尾号|后四位|末四位|最后四位"),
    (Cue::Zip, "zip|zip code|zipcode|postcode|post code|postal code|邮编|邮政编码"),
    (Cue::Handle, "wechat|we chat|weixin|qq|qq number|alipay|微信|微信号|支付宝|qq号|支付宝账号|qq号码"),
    (Cue::Plate, "license plate|licence plate|plate number|number plate|registration number|reg number|registration plate|车牌|车牌号|车牌号码|plate"),
    (
        Cue::Name,
        "my name is|my name's|name is|name's|the name is|i am|i'm|i’m|my name’s|name’s|this is|speaking|call me|full name|name on the card|my name|name|its|it's|it’s|you're through to|you are speaking with|you're speaking with|speaking with|speaking to|signed|regards|hi|hello|hey|dear|thanks|thank you|sorry|我叫|我姓|免贵姓|姓名|叫我|我是|名字是|名字叫|姓|户名|机主|收件人|收货人|签收人|寄件人|联系人|我的名字",
    ),
    (Cue::Title, "mr|mrs|ms|miss|mister|missus|dr|doctor|先生|女士|小姐|太太|师傅"),
    (
        Cue::Street,
        "street|avenue|road|lane|drive|boulevard|court|way|place|terrace|close|crescent|square|highway|parkway|circle|trail|grove|gardens|mews|st|ave|rd|ln|blvd|hwy|pkwy|cir|dr|ct|pl|p.o. box|po box|pobox|box",
    ),
    (Cue::Level, "省|市|区|县|镇|乡|街|路|号|栋|幢|单元|室|弄|村|巷|座|楼|街道|大道|胡同|自治区|旗"),
    (Cue::Domain, "dot com|dot net|dot org|dot co|dot io|dot edu|dot cn|点com|点cn|点net|点康姆|点 com|点 cn|艾特"),
    (Cue::Link, "http://|https://|www."),
    (
        Cue::Digit,
        "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|hundred|零|〇|洞|一|幺|二|两|三|四|五|六|七|拐|八|九|勾",
    ),
];

/// What a word in the text says about the values next to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// Payment card.
    Card,
    /// Card security code.
    Cvv,
    /// End of a card's validity.
    Expiry,
    /// Personal identification number.
    Pin,
    /// Password.
    Password,
    /// One-time code.
    Otp,
    /// Bank account, sort code or routing number.
    Account,
    /// Telephone.
    Phone,
    /// A number to reach somebody, or one whose kind is not said.
    Number,
    /// A firm's own telephone line.
    Business,
    /// National identity, tax or health number, passport.
    Id,
    /// Date of birth.
    Birth,
    /// Order, parcel, ticket, device or version: stays.
    Order,
    /// Only the last digits: stays.
    LastFour,
    /// Postal code.
    Zip,
    /// Messenger account.
    Handle,
    /// Vehicle registration.
    Plate,
    /// Somebody says a name.
    Name,
    /// A title before or after a name.
    Title,
    /// Kind of street.
    Street,
    /// Level of a Chinese address.
    Level,
    /// A spoken domain.
    Domain,
    /// A web address.
    Link,
    /// A spoken digit.
    Digit,
}

impl Cue {
    /// The bit of this cue among those seen in a turn.
    pub fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Whether it says what a number is.
    pub fn of_number(self) -> bool {
        NUMBERS & self.bit() != 0
    }
}

const NUMBERS: u32 = (1 << Cue::Plate as u32) * 2 - 1;
