package form

// photoType is a file that is a picture, taken on the spot where the device can. That it is one is seen to where
// uploads come in.
type photoType struct{ fileType }

func (photoType) Name() string { return "photo" }
