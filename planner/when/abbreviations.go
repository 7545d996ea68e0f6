package when

// abbreviated is the zone of an abbreviation.
type abbreviated struct {
	// ambiguous: people mean any of the zones by it, all year round.
	ambiguous bool
	// offset is what the abbreviation says, in minutes east of UTC. The first
	// zone is meant while it has that offset; else it is asked.
	offset int
	zones  []string
}

// abbreviations lists what is common in Europe and where its partners are.
// The IANA database (theory.html, "Time zone abbreviations") says why they are
// never stored.
var abbreviations = map[string]*abbreviated{
	"ist": {ambiguous: true, zones: []string{"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"}},
	"cst": {ambiguous: true, zones: []string{"America/Chicago", "Asia/Shanghai", "America/Havana"}},
	"bst": {ambiguous: true, zones: []string{"Europe/London", "Asia/Dhaka"}},
	"ast": {ambiguous: true, zones: []string{"America/Halifax", "Asia/Riyadh"}},

	"ct": {ambiguous: true, zones: []string{"America/Chicago", "Asia/Shanghai"}},
	"mt": {ambiguous: true, zones: []string{"America/Denver", "America/Phoenix"}},

	// These have one zone, whatever its offset is.
	"et": {zones: []string{"America/New_York"}},
	"pt": {zones: []string{"America/Los_Angeles"}},
	"tu": {zones: []string{"UTC"}},

	"gmt":  {offset: 0, zones: []string{"Europe/London", "UTC"}},
	"wet":  {offset: 0, zones: []string{"Europe/Lisbon", "UTC"}},
	"west": {offset: 60, zones: []string{"Europe/Lisbon", "Etc/GMT-1"}},
	"cet":  {offset: 60, zones: []string{"Europe/Paris", "Africa/Algiers"}},
	"cest": {offset: 120, zones: []string{"Europe/Paris", "Etc/GMT-2"}},
	"eet":  {offset: 120, zones: []string{"Europe/Athens", "Africa/Tripoli"}},
	"eest": {offset: 180, zones: []string{"Europe/Athens", "Etc/GMT-3"}},
	"msk":  {offset: 180, zones: []string{"Europe/Moscow", "Etc/GMT-3"}},
	"ict":  {offset: 420, zones: []string{"Asia/Ho_Chi_Minh", "Asia/Bangkok"}},
	"hkt":  {offset: 480, zones: []string{"Asia/Hong_Kong", "Etc/GMT-8"}},
	"sgt":  {offset: 480, zones: []string{"Asia/Singapore", "Etc/GMT-8"}},
	"jst":  {offset: 540, zones: []string{"Asia/Tokyo", "Etc/GMT-9"}},
	"kst":  {offset: 540, zones: []string{"Asia/Seoul", "Etc/GMT-9"}},
	"aest": {offset: 600, zones: []string{"Australia/Sydney", "Australia/Brisbane"}},
	"aedt": {offset: 660, zones: []string{"Australia/Sydney", "Etc/GMT-11"}},
	"nzst": {offset: 720, zones: []string{"Pacific/Auckland", "Etc/GMT-12"}},
	"nzdt": {offset: 780, zones: []string{"Pacific/Auckland", "Etc/GMT-13"}},
	"brt":  {offset: -180, zones: []string{"America/Sao_Paulo", "Etc/GMT+3"}},
	"art":  {offset: -180, zones: []string{"America/Argentina/Buenos_Aires", "Etc/GMT+3"}},
	"clst": {offset: -180, zones: []string{"America/Santiago", "Etc/GMT+3"}},
	"clt":  {offset: -240, zones: []string{"America/Santiago", "Etc/GMT+4"}},
	"hae":  {offset: -240, zones: []string{"America/Montreal", "Etc/GMT+4"}},
	"hne":  {offset: -300, zones: []string{"America/Montreal", "America/Panama"}},
	"edt":  {offset: -240, zones: []string{"America/New_York", "Etc/GMT+4"}},
	"est":  {offset: -300, zones: []string{"America/New_York", "America/Panama"}},
	"cdt":  {offset: -300, zones: []string{"America/Chicago", "Etc/GMT+5"}},
	"mdt":  {offset: -360, zones: []string{"America/Denver", "Etc/GMT+6"}},
	"mst":  {offset: -420, zones: []string{"America/Denver", "America/Phoenix"}},
	"pdt":  {offset: -420, zones: []string{"America/Los_Angeles", "Etc/GMT+7"}},
	"pst":  {offset: -480, zones: []string{"America/Los_Angeles", "Etc/GMT+8"}},
}
