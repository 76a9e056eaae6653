/** The words of the domain that more than one service speaks; names and Chinese terms follow the notice. */
@NullMarked
package cn.tiyan.contracts.vocabulary;

import org.jspecify.annotations.NullMarked;
