package cardtest

import "guitu/intake/idcard"

// Resident is an invented resident of Beijing; her number is the example of
// GB 11643.
func Resident() idcard.Card {
	return idcard.Card{Type: idcard.Resident, Name: "演示甲", Sex: "2", Nation: "01",
		Birth: idcard.Date{Year: 1949, Month: 12, Day: 31}, Address: "北京市朝阳区演示路1号", Number: "11010519491231002X",
		Issuer: "演示市公安局", ValidFrom: idcard.Date{Year: 2016, Month: 1, Day: 1}, LongTerm: true}
}

// Another is another invented resident.
func Another() idcard.Card {
	return idcard.Card{Type: idcard.Resident, Name: "演示乙", Sex: "1", Nation: "05",
		Birth: idcard.Date{Year: 1980, Month: 1, Day: 1}, Address: "演示省演示市演示县演示村2号", Number: "34052419800101001X",
		Issuer: "演示县公安局", ValidFrom: idcard.Date{Year: 2016, Month: 1, Day: 1}, ValidTo: idcard.Date{Year: 2036, Month: 1, Day: 1}}
}

// Permit is an invented resident from Hong Kong.
func Permit() idcard.Card {
	return idcard.Card{Type: idcard.ResidencePermit, Name: "演示丙", Sex: "1",
		Birth: idcard.Date{Year: 1991, Month: 1, Day: 12}, Address: "广东省演示市演示路3号", Number: "810000199101125016",
		Issuer: "演示市公安局", ValidFrom: idcard.Date{Year: 2023, Month: 1, Day: 1}, ValidTo: idcard.Date{Year: 2028, Month: 1, Day: 1},
		PermitNumber: "H01234567"}
}

// Foreigner2017 is an invented foreigner with a card of 2017.
func Foreigner2017() idcard.Card {
	return idcard.Card{Type: idcard.Permanent2017, Name: "演示丁", NameEn: "DEMO, PERSON", Sex: "2", Country: "CAN",
		Birth: idcard.Date{Year: 1990, Month: 5, Day: 5}, Number: "CAN110090050501", Issuer: "1100",
		ValidFrom: idcard.Date{Year: 2018, Month: 1, Day: 1}, ValidTo: idcard.Date{Year: 2028, Month: 1, Day: 1}}
}

// Foreigner2023 is an invented foreigner with a card of 2023 and a name that is
// longer than the first place for it.
func Foreigner2023() idcard.Card {
	return idcard.Card{Type: idcard.Permanent2023, Name: "演示戊", NameEn: "DEMONSTRATION, PERSON MARIA ALEXANDRA II", Sex: "2", Country: "CAN",
		Birth: idcard.Date{Year: 1990, Month: 5, Day: 5}, Number: "911840199005050025",
		ValidFrom: idcard.Date{Year: 2024, Month: 1, Day: 1}, ValidTo: idcard.Date{Year: 2034, Month: 1, Day: 1}}
}
