# Completion of ttdt for PowerShell. For one session:
#   ttdt completion powershell | Out-String | Invoke-Expression
# For every session to come, add that line to the file that $PROFILE names.

Register-ArgumentCompleter -Native -CommandName ttdt -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    try {
        $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
            Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
            ForEach-Object { if ($null -ne $_.Value) { [string]$_.Value } else { $_.Extent.Text } })
        # PowerShell 5 passes no empty word on, so that one character stands behind the last.
        $words += $wordToComplete.Trim("'", '"') + '.'
        & $commandAst.CommandElements[0].Extent.Text __complete powershell @words 2>$null | ForEach-Object {
            if ($_ -eq ':files' -or $_ -eq ':folders') { return }
            $value, $shown = $_ -split "`t", 2
            if (-not $shown) { $shown = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $shown)
        }
    } finally {
        [Console]::OutputEncoding = $before
    }
}
