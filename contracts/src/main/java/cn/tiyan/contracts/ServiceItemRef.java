package cn.tiyan.contracts;

/**
 * A government service item, by its code.
 *
 * @param code item code
 * @param name item name
 */
public record ServiceItemRef(
        String code,
        String name) {
}
