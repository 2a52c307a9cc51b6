#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The clock of the system.
enum SystemTime {
    /// The seconds since 1970.
    static func seconds() -> Int64 {
        Int64(time(nil))
    }
}
