package cn.tiyan.walkthrough.catalogue;

/**
 * 承诺时限: how long an item takes at most, as promised.
 *
 * @param amount 0 for at once (即办)
 */
public record Promise(int amount, PromiseUnit unit) {
}
