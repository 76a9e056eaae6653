package cn.tiyan.reporting.cube;

import java.time.Instant;
import org.bson.Document;

/**
 * What is to be added to one cell.
 *
 * @param cell which
 * @param partition of the topic; a cell keeps apart how far it has counted each
 * @param offset up to which the cell has counted with it
 * @param time when the last of what it counts happened
 * @param increments the differences, by field of the cell's document; none where they cancel one another out
 */
record Addition(Cell cell, int partition, long offset, Instant time, Document increments) {
}
