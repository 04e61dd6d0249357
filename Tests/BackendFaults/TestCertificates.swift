/// Certificates made for these tests only; the key opens nothing else.
package enum TestCertificates {
    /// Signs the others; valid until 2126.
    package static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBhzCCAS2gAwIBAgIUaBl8+cEUmpvwhiz7AR8ct9jHyacwCgYIKoZIzj0EAwIw
        GDEWMBQGA1UEAwwNS2lvc2sgVGVzdCBDQTAgFw0yNjExMjMxMTQzMTVaGA8yMTI2
        MTAzMDExNDMxNVowGDEWMBQGA1UEAwwNS2lvc2sgVGVzdCBDQTBZMBMGByqGSM49
        AgEGCCqGSM49AwEHA0IABERdRiOJnu608Vqi33VE3MEsxLXluk0oAdNS1aQx2S+/
        1z07qenJE3V/pQ/V/WUd3yrhfFZErSh4tQEkV2M5gjOjUzBRMB0GA1UdDgQWBBSN
        peEmIhvMsK+2SfPeBicGQhRRuDAfBgNVHSMEGDAWgBSNpeEmIhvMsK+2SfPeBicG
        QhRRuDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDM/BB2Nf+k
        0pBBXicdAEM0fgWebW2Su0E/m9jixDZ1AQIge7Ay/hOgbest+MvreGmFvsB4kWgQ
        kV09U1QUMf+5/XY=
        -----END CERTIFICATE-----
        """

    /// For 127.0.0.1, valid until 2120.
    package static let good = """
        -----BEGIN CERTIFICATE-----
        MIIBcjCCARigAwIBAgICEAAwCgYIKoZIzj0EAwIwGDEWMBQGA1UEAwwNS2lvc2sg
        VGVzdCBDQTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFTETMBEG
        A1UEAwwKa2lvc2stdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNOcg3T2
        F0uc0AqYKzueXNdfZfg6jaJ58Zydqx+0z17zxYPiS23q8IBgrfqdHjOLwobzFx9K
        MCaJmo2ueNKg3H6jUzBRMA8GA1UdEQQIMAaHBH8AAAEwHQYDVR0OBBYEFILNR/Rx
        46F74RdpZg/wVVhLqd23MB8GA1UdIwQYMBaAFI2l4SYiG8ywr7ZJ894GJwZCFFG4
        MAoGCCqGSM49BAMCA0gAMEUCIAEptAGagwwT5rzqfFAgAOlP1B4EcMf5ZBNliyT6
        /XMnAiEAwVOfz79YmGg+4TjeM2gVj8BZm7HRNu1sG9IJQeyETUw=
        -----END CERTIFICATE-----
        """

    /// For other.example, valid until 2120.
    package static let otherName = """
        -----BEGIN CERTIFICATE-----
        MIIBejCCASGgAwIBAgICEAAwCgYIKoZIzj0EAwIwGDEWMBQGA1UEAwwNS2lvc2sg
        VGVzdCBDQTAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFowFTETMBEG
        A1UEAwwKa2lvc2stdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNOcg3T2
        F0uc0AqYKzueXNdfZfg6jaJ58Zydqx+0z17zxYPiS23q8IBgrfqdHjOLwobzFx9K
        MCaJmo2ueNKg3H6jXDBaMBgGA1UdEQQRMA+CDW90aGVyLmV4YW1wbGUwHQYDVR0O
        BBYEFILNR/Rx46F74RdpZg/wVVhLqd23MB8GA1UdIwQYMBaAFI2l4SYiG8ywr7ZJ
        894GJwZCFFG4MAoGCCqGSM49BAMCA0cAMEQCIBIsYhGMOtrI/buO+PpWMhOHz8JP
        kqI+XOJorUJhEYLiAiAJ2PG2GAO2qmZ0XKbriZordt6NjB2Z4A0KTLSQRCHX/g==
        -----END CERTIFICATE-----
        """

    /// For 127.0.0.1, valid until 2021.
    package static let expired = """
        -----BEGIN CERTIFICATE-----
        MIIBcDCCARagAwIBAgICEAAwCgYIKoZIzj0EAwIwGDEWMBQGA1UEAwwNS2lvc2sg
        VGVzdCBDQTAeFw0yMDAxMDEwMDAwMDBaFw0yMTAxMDEwMDAwMDBaMBUxEzARBgNV
        BAMMCmtpb3NrLXRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATTnIN09hdL
        nNAKmCs7nlzXX2X4Oo2iefGcnasftM9e88WD4ktt6vCAYK36nR4zi8KG8xcfSjAm
        iZqNrnjSoNx+o1MwUTAPBgNVHREECDAGhwR/AAABMB0GA1UdDgQWBBSCzUf0ceOh
        e+EXaWYP8FVYS6ndtzAfBgNVHSMEGDAWgBSNpeEmIhvMsK+2SfPeBicGQhRRuDAK
        BggqhkjOPQQDAgNIADBFAiEA3ADG914Xz5FknNmBXf4dURYctm0zFKj7G16O1ZjA
        aXcCIF7Fd0mZ/vQq5fXfUoj+FCks/z0dA2Ol0gyfGP4UEwEP
        -----END CERTIFICATE-----
        """

    /// Of all three.
    package static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgb7Fdvj2TSb790Q68
        kEdfcvFfVhBxKdQptENOaFh56IOhRANCAATTnIN09hdLnNAKmCs7nlzXX2X4Oo2i
        efGcnasftM9e88WD4ktt6vCAYK36nR4zi8KG8xcfSjAmiZqNrnjSoNx+
        -----END PRIVATE KEY-----
        """
}
