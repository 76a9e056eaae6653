package cn.tiyan.experiencer.activity;

/**
 * How many of an activity's invited stand where.
 *
 * @param accepted those who will come, seated or waiting
 * @param seated those of them who have a seat
 * @param waiting those of them who have none yet
 * @param came those on record as having come
 */
public record Tally(int invited, int accepted, int declined, int seated, int waiting, int came) {
}
