/** Commands of offline training: build a dataset, pretrain, finetune, evaluate. */
package dev.freshet.cli.command.offline;
