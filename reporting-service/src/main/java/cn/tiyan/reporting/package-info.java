/** Folds what the other services say into figures that province, city and county read alike. */
@NullMarked
package cn.tiyan.reporting;

import org.jspecify.annotations.NullMarked;
