/// The names in the demo data.
enum DemoNames {
    static let entrances = ["front door", "garden door", "side door", "courtyard door", "terrace door", "annex door"]

    private static let guests = [
        "Ito", "Nowak", "Okafor", "Lindqvist", "Moreau", "Singh", "Castillo", "Byrne", "Haddad", "Kowalski", "Tanaka",
        "Ferreira", "Olsen", "Novak", "Mbeki", "Rossi", "Dubois", "Larsen", "Petrov", "Nguyen", "Silva", "Weber",
        "Chen",
        "Ahmadi", "Kim", "Jensen", "Popescu", "Garcia", "Sato", "Murphy", "Andersson", "Yilmaz", "Costa", "Fischer",
        "Abebe", "Hansen", "Vargas", "Horvat", "Romero", "Lund",
    ]

    /// The name of a booking; the number makes it unique.
    static func booking(_ number: Int, random: inout SandboxRandom) -> String {
        "BK-\(88_000 + number) \(guests[random.below(guests.count)])"
    }
}
