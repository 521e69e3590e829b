package phone

import (
	"cmp"
	"net"
	"net/netip"
	"slices"
)

// Address is one address of this computer in a local network.
type Address struct {
	Interface string // as the system names it: "eth0", "WLAN"
	IP        netip.Addr
}

// Addresses lists where a phone of the same house can reach this computer:
// the private addresses (RFC 1918, RFC 4193) of the interfaces that are up,
// IPv4 first. Public and link-local addresses are left out: the first would
// open the door to the world, the second cannot stand in a phone's address bar.
func Addresses() []Address {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil
	}
	var all []Address
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		nets, err := i.Addrs()
		if err != nil {
			continue
		}
		for _, n := range nets {
			if ip, ok := privateAddress(n); ok {
				all = append(all, Address{i.Name, ip})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Address) int {
		return cmp.Compare(a.IP.BitLen(), b.IP.BitLen())
	})
	return all
}

func privateAddress(n net.Addr) (netip.Addr, bool) {
	prefix, err := netip.ParsePrefix(n.String())
	if err != nil {
		return netip.Addr{}, false
	}
	ip := prefix.Addr().Unmap()
	return ip, ip.IsPrivate()
}
