/// Certificates for the name `localhost` that a private authority has signed, made for these tests only.
///
/// Made with OpenSSL 3: the authority with `openssl req -x509 -new -days 36500 -addext basicConstraints=critical,CA:TRUE`,
/// each certificate with `openssl ca -startdate … -enddate …` and the extension `subjectAltName=DNS:localhost`; all keys
/// with `openssl ecparam -name prime256v1 -genkey`. The authority's own key was thrown away.
extension TestCertificate {
    /// The authority itself.
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBrDCCAVGgAwIBAgIUcFPRmt5kAtI0U/W2AVqw9uepYj8wCgYIKoZIzj0EAwIw
        IjEgMB4GA1UEAwwXS2V5c2hpZnQgdGVzdCBhdXRob3JpdHkwIBcNMjYxMTI1MjM1
        NzQ5WhgPMjEyNjExMDEyMzU3NDlaMCIxIDAeBgNVBAMMF0tleXNoaWZ0IHRlc3Qg
        YXV0aG9yaXR5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbepv6ybKryqiRv3B
        rmAvkNvAw2VXQzKtEW4+tau+3/cH4E8VwVDYj3Y4kbZfRtJnyw4z6t+/OVTd3+nN
        cG8kjqNjMGEwHQYDVR0OBBYEFIT8QUkVIJFmQAaiNc2FW2CGnp/ZMB8GA1UdIwQY
        MBaAFIT8QUkVIJFmQAaiNc2FW2CGnp/ZMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0P
        AQH/BAQDAgIEMAoGCCqGSM49BAMCA0kAMEYCIQDi5e0gN/Xib1NCptQrgA/Wk5Z8
        SeF+QjCH2FjCH6Pz/gIhAKHWID5kn72V2ze+y/MlpnbrWWbtnwY+HzsAeKBP7eVS
        -----END CERTIFICATE-----
        """

    /// Holds from 2020 to 2126.
    static let signed = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBkTCCATegAwIBAgIIFnifSqGIb9cwCgYIKoZIzj0EAwIwIjEgMB4GA1UEAwwX
            S2V5c2hpZnQgdGVzdCBhdXRob3JpdHkwIBcNMjAwMTAxMDAwMDAwWhgPMjEyNjAx
            MDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqG
            SM49AwEHA0IABDW5rj2OlHQrSvMrkq5VSzlXuT+kgh5MSOIeWNkTG0pp3IJKeDBO
            DGw9tMMeXCt0NVhtXZbUho/S46BIMa40ehGjYzBhMBQGA1UdEQQNMAuCCWxvY2Fs
            aG9zdDAJBgNVHRMEAjAAMB0GA1UdDgQWBBQss+BMdqLyEZNV8hM2T9gNkygGqDAf
            BgNVHSMEGDAWgBSE/EFJFSCRZkAGojXNhVtghp6f2TAKBggqhkjOPQQDAgNIADBF
            AiB5nfVdVCyZQhFtlevfY4JBHm2ifp/IzyFAApub2+GlRwIhAJveqIFV80pQc8II
            NXrfZTHv7ISueYfdaOmPD36JcUbt
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgw2FD7rCSD0mCdYJ+
            nBN+g+MoFVmp1yarIrO0VnnB7TahRANCAAQ1ua49jpR0K0rzK5KuVUs5V7k/pIIe
            TEjiHljZExtKadyCSngwTgxsPbTDHlwrdDVYbV2W1IaP0uOgSDGuNHoR
            -----END PRIVATE KEY-----
            """,
    )

    /// Held until 2024-02-29.
    static let expired = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBkDCCATagAwIBAgIJAJ1hIlzyeACsMAoGCCqGSM49BAMCMCIxIDAeBgNVBAMM
            F0tleXNoaWZ0IHRlc3QgYXV0aG9yaXR5MB4XDTIwMDEwMTAwMDAwMFoXDTI0MDIy
            OTEyMDAwMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZI
            zj0DAQcDQgAE4v0wTsaXGqIhjSBpiIc6ZXoUs9ex65FO53NrMlMy0oX1zDDk28a/
            2tYBuIIuiPbMFtvqwocVRaXiiUK0iKM+NaNjMGEwFAYDVR0RBA0wC4IJbG9jYWxo
            b3N0MAkGA1UdEwQCMAAwHQYDVR0OBBYEFL65dHGcW72CUb6OR2AYelhJtlcRMB8G
            A1UdIwQYMBaAFIT8QUkVIJFmQAaiNc2FW2CGnp/ZMAoGCCqGSM49BAMCA0gAMEUC
            IH/4wE7rTB0v6mMrIrnOl3rzrO1AMda7OitChUEz6tn3AiEApT+0hFxBPa1LBoaJ
            wwajjEu8tJbwUpn2wzXyBiSC9f0=
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtFPk1+dmAai/l4rI
            8ASmyAf3wlSpwk8jixRi2FUVy5mhRANCAATi/TBOxpcaoiGNIGmIhzplehSz17Hr
            kU7nc2syUzLShfXMMOTbxr/a1gG4gi6I9swW2+rChxVFpeKJQrSIoz41
            -----END PRIVATE KEY-----
            """,
    )

    /// Holds from 2120 on.
    static let future = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBlDCCATqgAwIBAgIJAItPRn7ulPMZMAoGCCqGSM49BAMCMCIxIDAeBgNVBAMM
            F0tleXNoaWZ0IHRlc3QgYXV0aG9yaXR5MCIYDzIxMjAwMTAxMDAwMDAwWhgPMjEy
            NjAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEG
            CCqGSM49AwEHA0IABNyHI1VclyOH7cS5Z2mCiLtdFNQzqP2zfbO182EJK15vbqtH
            1gM39olbqBtxj2VwC5D/TDF206UkEzyR3RLHdnyjYzBhMBQGA1UdEQQNMAuCCWxv
            Y2FsaG9zdDAJBgNVHRMEAjAAMB0GA1UdDgQWBBT2lC+KUlTcTzWCGNGPMR+7v74Q
            YTAfBgNVHSMEGDAWgBSE/EFJFSCRZkAGojXNhVtghp6f2TAKBggqhkjOPQQDAgNI
            ADBFAiEAsQkmhSjAUWDgtKtwOYf9ypeAOKeWYz+fm83evg0uu+ICIE4lbAKfAWCN
            aTG9mieIgR+pWBZFBhCYhSlVb7/E1oZc
            -----END CERTIFICATE-----
            """,
        key: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgYwbS556JdRN7U8jo
            zlr7yYfmfyT0BhD8TooAxZvC8/6hRANCAATchyNVXJcjh+3EuWdpgoi7XRTUM6j9
            s32ztfNhCSteb26rR9YDN/aJW6gbcY9lcAuQ/0wxdtOlJBM8kd0Sx3Z8
            -----END PRIVATE KEY-----
            """,
    )
}
