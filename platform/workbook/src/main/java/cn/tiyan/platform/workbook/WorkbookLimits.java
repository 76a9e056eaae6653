package cn.tiyan.platform.workbook;

/**
 * How much a workbook that is handed in may hold.
 *
 * @param bytes its size
 * @param unpacked size of all its parts together, uncompressed, in bytes
 * @param columns cells in a row, empty ones among them
 */
public record WorkbookLimits(long bytes, long unpacked, int columns) {
}
