/// Certificates made for these tests only, each signed by its own key and valid for a hundred years.
struct TestCertificate {
    var certificate: String
    var key: String

    /// For the name `localhost`.
    static let localhost = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBlTCCATugAwIBAgIUGtrN71lv+Xcj6bAhYnVCJXLRrVwwCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzE4MzU1NFoYDzIxMjYxMDMw
            MTgzNTU0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAQloz21ZJaz3AFsBTpOGD/ANce611UFg4kotlG+/mmwhDRdLqoTkNET
            r03qhA5P/Tf0EQE7QMOfgmtPFrhe80Wlo2kwZzAdBgNVHQ4EFgQUjfqj/doYXamZ
            RJK25BiUvdxDHvQwHwYDVR0jBBgwFoAUjfqj/doYXamZRJK25BiUvdxDHvQwDwYD
            VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
            SAAwRQIgH2PwornBdh2DnFOnHi8sxw7LyB+7s5VibEqjigUbbikCIQC07U1b6yXs
            6OcVNYgTBSlZLnMNDXkdXzuAOzH6e7DInw==
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg4lKtuzoM2FbK0YdB
            EIyyVqdrhVyEJkIO0S7VliEhv/+hRANCAAQloz21ZJaz3AFsBTpOGD/ANce611UF
            g4kotlG+/mmwhDRdLqoTkNETr03qhA5P/Tf0EQE7QMOfgmtPFrhe80Wl
            -----END PRIVATE KEY-----
            """,
    )

    /// For a name that no test connects to.
    static let elsewhere = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBrDCCAVOgAwIBAgIUYQnQPm0w2Rw7TFdxEhIHiYyGGlQwCgYIKoZIzj0EAwIw
            HDEaMBgGA1UEAwwRZWxzZXdoZXJlLmV4YW1wbGUwIBcNMjYxMTIzMTgzNTU0WhgP
            MjEyNjEwMzAxODM1NTRaMBwxGjAYBgNVBAMMEWVsc2V3aGVyZS5leGFtcGxlMFkw
            EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEGOGIDv7CIA2bEGrD/UKuFTrEYwRR/st2
            sD1VIxxXFwFiNLsp3qfNcnbBuETsRet4dHUnEIyOvEwccJmYXm8mSaNxMG8wHQYD
            VR0OBBYEFMpSZDqhznjbySdg6J8cJ09tbW15MB8GA1UdIwQYMBaAFMpSZDqhznjb
            ySdg6J8cJ09tbW15MA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0RBBUwE4IRZWxzZXdo
            ZXJlLmV4YW1wbGUwCgYIKoZIzj0EAwIDRwAwRAIgaczQNnxJu2Gi3ra+mJ48Qes8
            bFAYfCvQozyBzXNsAXsCIHjZywgdM82aYS0aElgEnOPXZvxSDtJlvzsj4gRhCR4Z
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgeYYPisk15f+cF42n
            0uV9id3B89K59zVp/9zsBBQSvpqhRANCAAQY4YgO/sIgDZsQasP9Qq4VOsRjBFH+
            y3awPVUjHFcXAWI0uynep81ydsG4ROxF63h0dScQjI68TBxwmZhebyZJ
            -----END PRIVATE KEY-----
            """,
    )
}
