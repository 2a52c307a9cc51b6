extension HelpTopic {
    /// The variables and the files that the program reads.
    static let environment = HelpTopic(
        name: "environment",
        abstract: "The variables and the files that are read",
        parts: [
            .text("Credentials come from the environment only:"),
            .table([
                ("SEAM_API_KEY", "the key of a workspace"),
                ("SEAM_PERSONAL_ACCESS_TOKEN", "a token of a person, with SEAM_WORKSPACE_ID"),
                ("SEAM_WORKSPACE_ID", "the workspace of the token"),
                ("SEAM_CLIENT_SESSION_TOKEN", "a token of a client session"),
            ]),
            .text("The way to the server:"),
            .table([
                ("SEAM_ENDPOINT", "the server, else Seam's own; --endpoint goes before it; once SEAM_API_URL"),
                ("SEAM_CA_FILE", "the authority of a private server, in PEM form; --ca-file goes before it"),
                ("HTTPS_PROXY", "the proxy for https addresses; https_proxy goes before it"),
                ("NO_PROXY", "what is reached without it; no_proxy goes before it"),
            ]),
            .text("Who, where and how:"),
            .table([
                ("KEYSHIFT_OPERATOR", "who runs it, for the journal, else the user; --operator goes before it"),
                ("KEYSHIFT_DESK", "none acts for nobody, whoever is signed in at this desk"),
                ("KEYSHIFT_NODE_SETTINGS", "what serve --settings tells its runs: the file whose on_code gets PINs"),
                ("KEYSHIFT_HOME", "the folder of the journal; else keyshift in XDG_STATE_HOME or ~/.local/state"),
                (
                    "KEYSHIFT_JOURNAL",
                    "a journal on PostgreSQL, as postgres://user@host/database, or folder for KEYSHIFT_HOME"
                ),
                ("KEYSHIFT_NODE", "the name of this machine in such a journal; else the host's"),
                ("XDG_CONFIG_HOME", "where keyshift is, the folder of settings and automations; else ~/.config"),
                ("TZDIR", "the folder of the zone files, else /usr/share/zoneinfo"),
                ("TMPDIR", "where databases of --sandbox lie for a while, else /tmp"),
                ("NO_COLOR", "no colour, where it is not empty; TERM=dumb means that, too, and signs of ASCII only"),
                ("LC_ALL, LC_CTYPE, LANG", "whether the window has the signs of UTF-8"),
            ]),
            .text("Files:"),
            .table([
                ("keyshift.json", "settings, beside the script, else in the folder above; --settings names another"),
                ("automations/NAME.lua", "in the same folder: scripts that are run by their names"),
                ("keyshift.db", "in the folder of the journal: runs and schedules, without keys and tokens"),
            ]),
        ],
    )
}
