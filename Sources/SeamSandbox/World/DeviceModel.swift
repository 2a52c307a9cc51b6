/// A kind of lock that the sandbox's doors have.
struct DeviceModel: Sendable {
    let type: String
    let manufacturer: String
    let brand: String
    let name: String

    static let all = [
        DeviceModel(type: "schlage_lock", manufacturer: "schlage", brand: "Schlage", name: "Encode"),
        DeviceModel(type: "yale_lock", manufacturer: "yale", brand: "Yale", name: "Assure Lock 2"),
        DeviceModel(type: "august_lock", manufacturer: "august", brand: "August", name: "Wi-Fi Smart Lock"),
        DeviceModel(type: "igloohome_lock", manufacturer: "igloohome", brand: "igloohome", name: "Deadbolt 2S"),
        DeviceModel(type: "nuki_lock", manufacturer: "nuki", brand: "Nuki", name: "Smart Lock Pro"),
        DeviceModel(type: "ttlock_lock", manufacturer: "ttlock", brand: "TTLock", name: "S31"),
    ]
}
