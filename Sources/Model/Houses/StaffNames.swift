/// Who has a code and is no guest: by the patterns of a house, else by the words that such codes have in their names.
package enum StaffNames {
    /// Words of names of codes that are no guest's, where a house has no patterns of its own: in the languages of hotels, and
    /// none that is a family's name as well.
    private static let words = Set(
        """
        staff cleaner cleaners cleaning housekeeper housekeeping maintenance caretaker janitor contractor plumber electrician
        handyman inspector vendor reception manager concierge security emergency master

        personal mitarbeiter reinigung reinigungskraft reinigungsteam reinigungsdienst putzfrau putzkraft putzdienst
        zimmermädchen zimmermaedchen zimmerservice hausdame hausmeister hausmeisterin haustechnik haustechniker hauswart
        handwerker elektriker rezeption empfang sicherheitsdienst wachdienst nachtportier notfall notdienst

        personnel ménage nettoyage entretien gouvernante gardiennage plombier électricien electricien réception sécurité
        securite urgence

        limpieza mantenimiento camarera conserje conserjería conserjeria recepción recepcion fontanero electricista
        seguridad emergencia

        limpeza manutenção manutencao camareira faxina faxineira zelador encanador recepção recepcao segurança emergência

        personale pulizia pulizie manutenzione cameriera governante idraulico elettricista ricezione sicurezza emergenza

        personeel schoonmaak schoonmaker schoonmaakster onderhoud huismeester conciërge receptie loodgieter beveiliging

        rengøring renhold vicevært vaktmester städ städning städare vaktmästare siivous siivooja huoltomies

        sprzątanie sprzątaczka pokojówka konserwator recepcja ochrona úklid uklízečka údržba recepce
        """.split { $0 == " " || $0 == "\n" }.map(String.init)
    )

    /// Whether the code of this name is no guest's.
    package static func isStaff(_ name: String, patterns: [String]?) -> Bool {
        let name = FoldedName(name)
        if let patterns {
            return patterns.map(FoldedName.init).contains { $0.hasStar ? $0.fits(name) : $0.begins(name) }
        }
        // Every name of a workspace is looked at, and most have plain letters only.
        guard name.text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return name.text.split(whereSeparator: { !$0.isLetter }).contains { words.contains(String($0)) }
        }
        return name.text.utf8.split(whereSeparator: { !(0x61...0x7A).contains($0) }).contains { word in
            lengths.contains(word.count) && words.contains(String(Substring(word)))
        }
    }

    /// How long the words are.
    private static let lengths = (words.map(\.count).min() ?? 0)...(words.map(\.count).max() ?? 0)
}
