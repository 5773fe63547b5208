//! Kinds of masked values and the labels of their tokens.

/// What a masked value was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the token of each says what it is")]
pub enum Kind {
    Card,
    Cvv,
    Expiry,
    Pin,
    Password,
    Otp,
    Account,
    Iban,
    Phone,
    Email,
    Id,
    Dob,
    Address,
    NameCustomer,
    NameAgent,
    Name,
    Url,
    Ip,
    Mac,
    Handle,
    Plate,
}

impl Kind {
    /// The label in the token, as in `[PHONE#1]`.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Card => "CARD",
            Kind::Cvv => "CVV",
            Kind::Expiry => "EXPIRY",
            Kind::Pin => "PIN",
            Kind::Password => "PASSWORD",
            Kind::Otp => "OTP",
            Kind::Account => "ACCOUNT",
            Kind::Iban => "IBAN",
            Kind::Phone => "PHONE",
            Kind::Email => "EMAIL",
            Kind::Id => "ID",
            Kind::Dob => "DOB",
            Kind::Address => "ADDRESS",
            Kind::NameCustomer => "NAME:customer",
            Kind::NameAgent => "NAME:agent",
            Kind::Name => "NAME",
            Kind::Url => "URL",
            Kind::Ip => "IP",
            Kind::Mac => "MAC",
            Kind::Handle => "HANDLE",
            Kind::Plate => "PLATE",
        }
    }

    /// Whether different values get different numbers.
    pub(super) fn numbered(self) -> bool {
        use Kind::*;
        matches!(self, Phone | Email | Id | Address | NameCustomer | NameAgent | Name | Handle)
    }
}
