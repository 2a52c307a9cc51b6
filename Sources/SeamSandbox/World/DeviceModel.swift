/// A kind of lock, with the rules that are documented for it.
///
/// The rules come from Seam's public guides (docs/sandbox.md lists them); where a guide is silent, a lock takes codes of
/// 4 to 8 digits and any number of them.
struct DeviceModel: Sendable {
    /// A rule on PINs, by its `constraint_type`.
    enum PINRule: String, Sendable {
        case noZeros = "no_zeros"
        case cannotStartWith12 = "cannot_start_with_12"
    }

    let type: String
    let manufacturer: String
    let brand: String
    let name: String
    var codeLengths = Array(4...8)
    /// How many codes the lock holds; nil where nothing is documented.
    var mostCodes: Int?
    var pinRules: [PINRule] = []
    /// The length of a name the lock stores; a longer one is cut by the lock, and whole in Seam's record.
    var nameLength: (shortest: Int?, longest: Int)?
    /// Whether the lock itself keeps to the hours of a code.
    var schedulesNatively = true
    /// Whether a code can only be given a start that is still ahead.
    var needsFutureStart = false
    /// Whether Seam sees codes that were not made through it.
    var hasUnmanagedCodes = true
    /// Whether Seam can take over such codes.
    var canConvertCodes = true
    var hasBackupPool = true
    /// Whether code lengths can be reported, since the lock does not tell them itself.
    var takesReportedLengths = false

    /// The kinds the demo data deals out in turn.
    static let demo = [schlage, yale, august, igloohome, nuki, ttlock, smartThings]

    /// Every kind a seed file can name.
    static let all = demo + [kwikset, lockly, salto, wyze, tedee]

    /// The kind with a `device_type`.
    static func named(_ type: String) -> DeviceModel? {
        all.first { $0.type == type }
    }

    /// Why a lock of this kind that takes codes of these lengths does not take a PIN; nil when it does.
    func objection(to pin: String, lengths: [Int]? = nil) -> String? {
        let lengths = lengths ?? codeLengths
        guard lengths.contains(pin.utf8.count) else {
            return "The device takes codes of \(Self.phrase(lengths)) digits only"
        }
        for rule in pinRules {
            switch rule {
            case .noZeros where pin.utf8.contains(UInt8(ascii: "0")):
                return "The device takes codes without the digit 0 only"
            case .cannotStartWith12 where pin.hasPrefix("12"):
                return "The device takes no code that starts with 12"
            default: continue
            }
        }
        return nil
    }

    /// `4 to 8`, `6`, or `4, 6 or 8`.
    private static func phrase(_ lengths: [Int]) -> String {
        guard let first = lengths.min(), let last = lengths.max(), first != last else {
            return lengths.map(String.init).joined()
        }
        if last - first == lengths.count - 1 { return "\(first) to \(last)" }
        return lengths.dropLast().map(String.init).joined(separator: ", ") + " or \(last)"
    }

    private static let schlage = DeviceModel(
        type: "schlage_lock",
        manufacturer: "schlage",
        brand: "Schlage",
        name: "Encode",
        nameLength: (nil, 9)
    )
    private static let yale = DeviceModel(
        type: "yale_lock",
        manufacturer: "yale",
        brand: "Yale",
        name: "Assure Lock 2"
    )
    private static let august = DeviceModel(
        type: "august_lock",
        manufacturer: "august",
        brand: "August",
        name: "Wi-Fi Smart Lock"
    )
    private static let igloohome = DeviceModel(
        type: "igloohome_lock",
        manufacturer: "igloohome",
        brand: "igloohome",
        name: "Deadbolt 2S",
        codeLengths: [6],
        mostCodes: 100,
        canConvertCodes: false
    )
    private static let nuki = DeviceModel(
        type: "nuki_lock",
        manufacturer: "nuki",
        brand: "Nuki",
        name: "Smart Lock Pro",
        codeLengths: [6],
        pinRules: [.cannotStartWith12, .noZeros],
        nameLength: (nil, 20)
    )
    private static let ttlock = DeviceModel(
        type: "ttlock_lock",
        manufacturer: "ttlock",
        brand: "TTLock",
        name: "S31",
        codeLengths: [4, 6, 8]
    )
    private static let smartThings = DeviceModel(
        type: "smartthings_lock",
        manufacturer: "smartthings",
        brand: "SmartThings",
        name: "Z-Wave Deadbolt",
        schedulesNatively: false,
        canConvertCodes: false,
        takesReportedLengths: true
    )
    private static let kwikset = DeviceModel(
        type: "kwikset_lock",
        manufacturer: "kwikset",
        brand: "Kwikset",
        name: "Halo",
        nameLength: (2, 14),
        needsFutureStart: true,
        hasUnmanagedCodes: false,
        canConvertCodes: false
    )
    private static let lockly = DeviceModel(
        type: "lockly_lock",
        manufacturer: "lockly",
        brand: "Lockly",
        name: "Secure Pro",
        schedulesNatively: false
    )
    private static let salto = DeviceModel(
        type: "salto_lock",
        manufacturer: "salto",
        brand: "Salto",
        name: "Neo Cylinder",
        hasBackupPool: false
    )
    private static let wyze = DeviceModel(type: "wyze_lock", manufacturer: "wyze", brand: "Wyze", name: "Lock Bolt")
    private static let tedee = DeviceModel(type: "tedee_lock", manufacturer: "tedee", brand: "tedee", name: "Pro")
}
