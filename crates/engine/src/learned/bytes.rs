//! Lists of numbers as plain bytes, low byte first: read at once instead of number by number.

use serde::de::Error;
use serde::{Deserializer, Serializer};

/// A number of a fixed width.
pub(super) trait Fixed: Sized + Copy {
    const WIDTH: usize;
    fn put(self, out: &mut Vec<u8>);
    fn take(bytes: &[u8]) -> Self;
}

macro_rules! fixed {
    ($($number:ty),*) => {$(
        impl Fixed for $number {
            const WIDTH: usize = size_of::<$number>();
            fn put(self, out: &mut Vec<u8>) {
                out.extend(self.to_le_bytes());
            }
            fn take(bytes: &[u8]) -> Self {
                let mut own = [0; size_of::<$number>()];
                own.copy_from_slice(bytes);
                Self::from_le_bytes(own)
            }
        }
    )*};
}

fixed!(u8, i8, u16, u32);

pub(super) fn serialize<T: Fixed, S: Serializer>(list: &[T], out: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(list.len() * T::WIDTH);
    list.iter().for_each(|number| number.put(&mut bytes));
    serde_bytes::serialize(&bytes, out)
}

pub(super) fn deserialize<'a, T: Fixed, D: Deserializer<'a>>(input: D) -> Result<Vec<T>, D::Error> {
    let bytes: &[u8] = serde_bytes::deserialize(input)?;
    if !bytes.len().is_multiple_of(T::WIDTH) {
        return Err(D::Error::invalid_length(bytes.len(), &"whole numbers"));
    }
    Ok(bytes.chunks_exact(T::WIDTH).map(T::take).collect())
}
