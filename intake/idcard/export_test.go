package idcard

// WatchFolderAt is WatchFolder with the clock in the test's hand.
var WatchFolderAt = watchFolder
