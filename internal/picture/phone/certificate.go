package phone

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"strings"
	"time"
)

const (
	certificateLife = time.Hour
	// slowClock is how far a phone's clock may be behind: browsers that see a
	// certificate of the future offer no way past their warning.
	slowClock = 24 * time.Hour
)

// newCertificate makes a key and a self-signed certificate for ip. Both live
// in memory only and are made anew for each door, so that no key can be
// stolen from a disk and no phone learns to trust this computer for longer.
func newCertificate(ip netip.Addr, now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber:          serial,
		Subject:               pkix.Name{CommonName: ip.String()},
		NotBefore:             now.Add(-slowClock),
		NotAfter:              now.Add(certificateLife),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IPAddresses:           []net.IP{ip.AsSlice()},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return tls.Certificate{}, err
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, nil
}

// shortGroups of four digits are what one compares by eye: 64 bits.
const shortGroups = 4

// fingerprint is the SHA-256 of a certificate as sixteen groups of four hex
// digits.
func fingerprint(der []byte) string {
	digest := sha256.Sum256(der)
	var groups []string
	for i := 0; i < len(digest); i += 2 {
		groups = append(groups, fmt.Sprintf("%X", digest[i:i+2]))
	}
	return strings.Join(groups, " ")
}

func shortFingerprint(whole string) string {
	return strings.Join(strings.Fields(whole)[:shortGroups], " ")
}
