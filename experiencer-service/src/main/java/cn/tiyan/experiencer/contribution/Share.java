package cn.tiyan.experiencer.contribution;

/** So many of so many. */
public record Share(int value, int of) {
}
