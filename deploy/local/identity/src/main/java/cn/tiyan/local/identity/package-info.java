/**
 * An OpenID Connect provider with a demo user for every role; sessions and grants live in memory, so a restart asks
 * everyone to sign in again, while tokens already issued stay valid because the signing key is kept.
 */
package cn.tiyan.local.identity;
